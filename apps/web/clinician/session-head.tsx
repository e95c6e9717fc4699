import { LevelBadge } from '../session/level-badge.js';
import { CallLink } from '../session/line-state.js';
import { PHASES } from '../session/phases.js';
import { Icon } from '../shell/icons.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { readsTheSame, timeOfDay, zoneName } from '../time.js';
import styles from './session.module.css';
import { Sound } from './sound.js';
import type { StaffView } from './view.js';
import { isCalling, saysLevel } from './watched.js';

type Props = StaffView & Readonly<{ isRoom?: boolean }>;

/** Whose session it is and how it stands; from its page into the room of whoever leads it, and back. */
export function SessionHead({ me, view: { session, state, isBlind }, clock, isRoom = false }: Props) {
  const open = state.alerts.filter(({ closedAt }) => closedAt === undefined);
  const calling = open.filter((alert) => isCalling({ alert })).map(({ level }) => level);
  return (
    <header className={styles['head']}>
      <Link href="/board" className={styles['back']}>
        <Icon name="back" /> Board
      </Link>
      <PageTitle>{session.patientName}</PageTitle>
      {saysLevel(clock, isBlind) && <LevelBadge level={clock.danger} />}
      <span className={styles['phase']}>{PHASES[state.phase]}</span>
      <span className="quiet">
        Planned <Times at={session.startsAt} own={me.zone} patient={session.patientZone} />
      </span>
      {isRoom ? (
        <Link href={`/board/${session.id}`}>Whole session</Link>
      ) : (
        <>
          <Link href={`/board/${session.id}/room`}>Therapist room</Link>
          <CallLink page={session.callPage} />
        </>
      )}
      <span className={styles['sound']}>
        <Sound calling={calling} isBlind={isBlind} />
      </span>
    </header>
  );
}

/** Staff read their own zone first, and the patient's where it differs. */
function Times({ at, own, patient }: { at: string; own: string; patient: string }) {
  const mine = <time dateTime={at}>{timeOfDay(at, own)}</time>;
  if (readsTheSame(at, own, patient)) return mine;
  return (
    <>
      {mine} {zoneName(at, own)}, {timeOfDay(at, patient)} for the patient ({zoneName(at, patient)})
    </>
  );
}
