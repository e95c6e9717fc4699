import { useQuery } from '@tanstack/react-query';

import type { ClinicSchedule, MoveAnswer, ScheduleEntry } from '#contracts';
import { KINDS } from '../clinician/hours-draft.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { byDay, dayOf, readsTheSame, timeOfDay, zoneName } from '../time.js';
import { verdictOf } from './answers.js';
import styles from './calendar.module.css';
import { answersQuery } from './queries.js';

type Props = {
  entry: ScheduleEntry;
  schedule: ClinicSchedule;
  onChosen: (entry: ScheduleEntry, answer: MoveAnswer) => void;
  onClose: () => void;
};

/** One appointment, and without any dragging the times to which it can go. */
export function EntryDialog({ entry, schedule, onChosen, onClose }: Props) {
  const { kind, patientName, patientZone, startsAt, endsAt, staffIds, isMovable } = entry;
  const { zone } = schedule;
  const staff = schedule.clinicians.filter(({ personId }) => staffIds.includes(personId)).map(({ displayName }) => displayName);
  return (
    <Dialog title={patientName} onClose={onClose}>
      <p>
        {KINDS[kind]}, {dayOf(startsAt, zone)}, {timeOfDay(startsAt, zone)} – {timeOfDay(endsAt, zone)}, with{' '}
        {staff.join(' and ')}
      </p>
      {!readsTheSame(startsAt, zone, patientZone) && (
        <p className="quiet small">
          {dayOf(startsAt, patientZone)}, {timeOfDay(startsAt, patientZone)} for the patient, {zoneName(startsAt, patientZone)}
        </p>
      )}
      {isMovable ? (
        <Possible entry={entry} schedule={schedule} onChosen={onChosen} />
      ) : (
        <Notice>
          {kind === 'integration' ? 'A visit moves with its dosing session, and never alone.' : 'This cannot be moved here.'}
        </Notice>
      )}
      <Choices>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Choices>
    </Dialog>
  );
}

function Possible({ entry, schedule: { days, zone }, onChosen }: Omit<Props, 'onClose'>) {
  const { data, error } = useQuery(answersQuery(entry.sessionId!, days));
  const free = data?.answers.filter((answer) => verdictOf(entry, answer) === 'free') ?? [];
  return (
    <section className="stack" aria-label="Move it to">
      <Failed error={error} />
      {!data && !error && <Loading what="the times to which it can go" />}
      {data && free.length === 0 && (
        <Notice>
          In these days there is no other time for it. Look at other days, or drag it to see what speaks against one.
        </Notice>
      )}
      {[...byDay(free, zone)].map(([day, answers]) => (
        <div key={day}>
          <h3>{dayOf(answers[0]!.startsAt, zone)}</h3>
          <div className={styles['times']}>
            {answers.map((answer) => (
              <Button key={answer.startsAt} variant="default" onClick={() => onChosen(entry, answer)}>
                {timeOfDay(answer.startsAt, zone)}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}
