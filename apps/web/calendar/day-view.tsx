import type { ClinicSchedule, ScheduleClinician, ScheduleEntry } from '#contracts';
import { ROLES } from '../care/words.js';
import { Link } from '../shell/router.js';
import { timeOfDay } from '../time.js';
import { verdictOf } from './answers.js';
import styles from './calendar.module.css';
import { Chip } from './chip.js';
import { entriesOf, hoursOf, lanesOf, place, type Stretch, shownPart, stretchOf } from './day-grid.js';
import { hoursWords } from './hours-words.js';
import type { Carry } from './use-carry.js';

type Shared = { schedule: ClinicSchedule; carry: Carry; onOpen: (entry: ScheduleEntry) => void };

/** One day: a row for each clinician, hours from left to right. */
export function DayView({ schedule, carry, onOpen }: Shared) {
  const day = stretchOf(schedule.days[0]!);
  const things = [...schedule.appointments, ...schedule.clinicians.flatMap(({ hours }) => hours)].map(stretchOf);
  const track = shownPart(day, things);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard, too
    <section className={styles['scroll']} aria-label="The day, clinician by clinician" tabIndex={0}>
      <div className={styles['day']} style={{ minWidth: `${150 + hoursOf(track).length * 62}px` }}>
        <Ruler track={track} zone={schedule.zone} carry={carry} />
        <ul>
          {schedule.clinicians.map((clinician) => (
            <Row key={clinician.personId} {...{ schedule, clinician, day, track, carry, onOpen }} />
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The hours, and while something is carried where it can go. */
function Ruler({ track, zone, carry }: { track: Stretch; zone: string; carry: Carry }) {
  const free = carry.entry
    ? carry.answers.filter(({ whyNot }) => !whyNot.length).map(({ startsAt }) => Date.parse(startsAt))
    : [];
  return (
    <div className={styles['ruler']} aria-hidden="true">
      {hoursOf(track).map((at) => (
        <span key={at} className={styles['hour']} style={{ left: `${place({ from: at, to: at + 1 }, track)!.left}%` }}>
          {timeOfDay(at, zone).replace(':00', '')}
        </span>
      ))}
      {free.map((at) => {
        const mark = place({ from: at, to: at + 1_800_000 }, track);
        return mark && <i key={at} className={styles['free']} style={{ left: `${mark.left}%`, width: `${mark.width}%` }} />;
      })}
    </div>
  );
}

type RowProps = Shared & { clinician: ScheduleClinician; day: Stretch; track: Stretch };
const LANE_PX = 62;

function Row({ schedule, clinician, day, track, carry, onOpen }: RowProps) {
  const entries = entriesOf(schedule, clinician, track);
  const lanes = lanesOf(entries.map(stretchOf));
  const height = Math.max(1, ...lanes.map((lane) => lane + 1)) * LANE_PX;
  return (
    <li className={styles['row']}>
      <div className={styles['who']}>
        <h3>
          <Link href={`/hours/${clinician.personId}`}>{clinician.displayName}</Link>
        </h3>
        <p className="quiet small">
          {ROLES[clinician.role]}
          {clinician.isDisabled && ', cannot sign in'}
        </p>
        <p className="quiet small">{hoursWords(clinician, day, schedule.zone)}</p>
      </div>
      <div className={styles['track']} style={{ height: `${height}px` }} data-from={track.from} data-to={track.to}>
        <Shades clinician={clinician} closed={schedule.closed} track={track} />
        <Target clinician={clinician} track={track} carry={carry} />
        <ul>
          {entries.map((entry, i) => {
            const { left, width } = place(stretchOf(entry), track)!;
            const top = `${lanes[i]! * LANE_PX}px`;
            return (
              <li key={entry.appointmentId} className={styles['placed']} style={{ left: `${left}%`, width: `${width}%`, top }}>
                <Chip view="day" zone={schedule.zone} {...{ entry, carry, onOpen }} />
              </li>
            );
          })}
        </ul>
      </div>
    </li>
  );
}

type ShadesProps = { clinician: ScheduleClinician; closed: ClinicSchedule['closed']; track: Stretch };

function Shades({ clinician, closed, track }: ShadesProps) {
  const drawn = [
    ...clinician.hours.map((span) => ['hours', span] as const),
    ...clinician.away.map((span) => ['away', span] as const),
    ...closed.map((span) => ['closed', span] as const),
  ];
  return drawn.map(([kind, span]) => {
    const found = place(stretchOf(span), track);
    const style = found && { left: `${found.left}%`, width: `${found.width}%` };
    return style && <i key={`${kind} ${span.startsAt}`} className={styles['shade']} data-shade={kind} style={style} />;
  });
}

/** Where what is carried would be, in the rows of everybody whose time it takes. */
function Target({ clinician, track, carry: { entry, answer } }: { clinician: ScheduleClinician; track: Stretch; carry: Carry }) {
  if (!entry || !answer || !entry.staffIds.includes(clinician.personId)) return null;
  const from = Date.parse(answer.startsAt);
  const found = place({ from, to: from + Date.parse(entry.endsAt) - Date.parse(entry.startsAt) }, track);
  if (!found) return null;
  const style = { left: `${found.left}%`, width: `${found.width}%` };
  return <i className={styles['target']} data-verdict={verdictOf(entry, answer)} style={style} />;
}
