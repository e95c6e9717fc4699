import type { ClinicSchedule, ScheduleClinician, ScheduleEntry } from '#contracts';
import { dayOf, timeOfDay } from '../time.js';
import { verdictOf } from './answers.js';
import styles from './calendar.module.css';
import { Chip } from './chip.js';
import { entriesOf, stretchOf, within } from './day-grid.js';
import { hoursWords } from './hours-words.js';
import type { Carry } from './use-carry.js';

type Shared = { schedule: ClinicSchedule; carry: Carry; onOpen: (entry: ScheduleEntry) => void };
type Day = ClinicSchedule['days'][number];

/** A week: a row for each clinician, a column for each day. What is carried keeps its hour from day to day. */
export function WeekView(shared: Shared) {
  const { schedule } = shared;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard, too
    <section className={styles['scroll']} aria-label="The week, clinician by clinician" tabIndex={0}>
      <table className={styles['week']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Clinician</span>
            </th>
            {schedule.days.map((day) => (
              <th key={day.day} scope="col">
                {dayOf(day.startsAt, schedule.zone)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {schedule.clinicians.map((clinician) => (
            <tr key={clinician.personId}>
              <th scope="row">
                {clinician.displayName}
                {clinician.isDisabled && <span className="quiet small"> cannot sign in</span>}
              </th>
              {schedule.days.map((day) => (
                <Cell key={day.day} day={day} clinician={clinician} {...shared} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ day, clinician, schedule, carry, onOpen }: Shared & { day: Day; clinician: ScheduleClinician }) {
  const span = stretchOf(day);
  const words = hoursWords(clinician, span, schedule.zone);
  const isClosed = schedule.closed.some((closed) => within(stretchOf(closed), span) !== null);
  const shade = isClosed ? 'closed' : words === 'Away' ? 'away' : words === 'No hours' ? 'none' : 'hours';
  return (
    <td data-midnight={span.from} data-shade={shade}>
      <p className="quiet small">{isClosed ? 'The clinic is closed' : words}</p>
      <ul>
        {entriesOf(schedule, clinician, span).map((entry) => (
          <li key={entry.appointmentId}>
            <Chip view="week" zone={schedule.zone} {...{ entry, carry, onOpen }} />
          </li>
        ))}
      </ul>
      <Target day={day} clinician={clinician} zone={schedule.zone} carry={carry} />
    </td>
  );
}

type TargetProps = { day: Day; clinician: ScheduleClinician; zone: string; carry: Carry };

function Target({ day, clinician, zone, carry: { entry, answer } }: TargetProps) {
  if (!entry || !answer || !entry.staffIds.includes(clinician.personId)) return null;
  const at = Date.parse(answer.startsAt);
  const { from, to } = stretchOf(day);
  if (at < from || at >= to) return null;
  const verdict = verdictOf(entry, answer);
  return (
    <p className={styles['landing']} data-verdict={verdict} aria-hidden="true">
      {timeOfDay(at, zone)}
      {verdict === 'not' && ': not possible'}
    </p>
  );
}
