import { LevelBadge } from '../session/level-badge.js';
import { PHASES } from '../session/words.js';
import { Icon } from '../shell/icons.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { readsTheSame, timeOfDay, zoneName } from '../time.js';
import styles from './session.module.css';
import type { StaffView } from './view.js';

export function SessionHead({ me, view: { session, state }, clock }: StaffView) {
  return (
    <header className={styles['head']}>
      <Link href="/board" className={styles['back']}>
        <Icon name="back" /> Board
      </Link>
      <PageTitle>{session.patientName}</PageTitle>
      <LevelBadge level={clock.danger} />
      <span className={styles['phase']}>{PHASES[state.phase]}</span>
      <span className="quiet">
        Planned <Times at={session.startsAt} own={me.zone} patient={session.patientZone} />
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
