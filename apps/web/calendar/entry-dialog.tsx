import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { ClinicSchedule, MovedAs, ScheduleEntry } from '#contracts';
import { CallOffGroup } from '../appointments/call-off-group.js';
import { CancelAppointment } from '../appointments/change.js';
import { ChangeLeaders } from '../appointments/change-leaders.js';
import { KINDS } from '../clinician/hours-draft.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Link } from '../shell/router.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { byDay, dayOf, readsTheSame, timeOfDay, zoneName } from '../time.js';
import { verdictOf } from './answers.js';
import styles from './calendar.module.css';
import type { Answer } from './moves.js';
import { answersQuery } from './queries.js';

type Props = {
  entry: ScheduleEntry;
  schedule: ClinicSchedule;
  onChosen: (entry: ScheduleEntry, answer: Answer) => void;
  onClose: () => void;
};

/** One appointment, and without any dragging the times to which it can go. */
export function EntryDialog({ entry, schedule, onChosen, onClose }: Props) {
  const { kind, patientName, patientZone, startsAt, endsAt, staffIds, movedAs } = entry;
  const { zone } = schedule;
  const staff = schedule.clinicians.filter(({ personId }) => staffIds.includes(personId)).map(({ displayName }) => displayName);
  const [isCallingOff, setCallingOff] = useState(false);
  const [isLedByOthers, setLedByOthers] = useState(false);
  if (isLedByOthers && movedAs) return <ChangeLeaders groupId={movedAs.id} onClose={onClose} />;
  if (isCallingOff && movedAs?.as === 'group') return <CallOffGroup groupId={movedAs.id} onClose={onClose} />;
  if (isCallingOff && movedAs?.as === 'appointment')
    return <CancelAppointment appointment={movedAs} by="admin" onClose={onClose} />;
  return (
    <Dialog title={patientName} onClose={onClose}>
      <p>
        {KINDS[kind]}, {dayOf(startsAt, zone)}, {timeOfDay(startsAt, zone)} – {timeOfDay(endsAt, zone)}, with{' '}
        {staff.join(' and ')}
        {entry.places !== null && `. Places taken: ${entry.places}`}
      </p>
      {!readsTheSame(startsAt, zone, patientZone) && (
        <p className="quiet small">
          {dayOf(startsAt, patientZone)}, {timeOfDay(startsAt, patientZone)} for the patient, {zoneName(startsAt, patientZone)}
        </p>
      )}
      {movedAs ? (
        <Possible movedAs={movedAs} entry={entry} schedule={schedule} onChosen={onChosen} />
      ) : (
        <Notice>This is not moved any more.</Notice>
      )}
      {movedAs?.as === 'session' && (
        <p>
          <Link href={`/course/${movedAs.id}/rest`}>Move or cancel it with all that is booked behind it</Link>
        </p>
      )}
      <Choices>
        {(movedAs?.as === 'group' || movedAs?.as === 'appointment') && (
          <Button variant="subtle" onClick={() => setCallingOff(true)}>
            Call off
          </Button>
        )}
        {movedAs?.as === 'group' && (
          <Button variant="subtle" onClick={() => setLedByOthers(true)}>
            Who leads it
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Choices>
    </Dialog>
  );
}

function Possible({ movedAs, entry, schedule: { days, zone }, onChosen }: Omit<Props, 'onClose'> & { movedAs: MovedAs }) {
  const { data, error } = useQuery(answersQuery(movedAs, days));
  const free = data?.filter((answer) => verdictOf(entry, answer) === 'free') ?? [];
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
