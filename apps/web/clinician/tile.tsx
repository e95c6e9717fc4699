import type { Me } from '#contracts';
import { isAttended, isInClinic } from '#session-engine';
import { arrivalWords } from '../care/arrival-words.js';
import { ClockRing } from '../session/clock-ring.js';
import { DueWords } from '../session/due-words.js';
import { LevelBadge } from '../session/level-badge.js';
import { PHASES } from '../session/phases.js';
import { pressure } from '../session/pressure.js';
import { TinyCurve } from '../session/pressure-curve.js';
import { alertWords } from '../session/words.js';
import { Icon } from '../shell/icons.js';
import { Link } from '../shell/router.js';
import { duration, timeOfDay } from '../time.js';
import styles from './tile.module.css';
import { isOver, saysLevel, type Watched } from './watched.js';

const companyWords = (isThere: boolean, isHere: boolean): string => {
  if (isHere) return isThere ? 'Staff there' : 'No staff';
  return isThere ? 'Chaperone there' : 'No chaperone';
};

type Props = Readonly<{ watched: Watched; watchers: readonly string[]; me: Me; now: number }>;

/** One session at a glance; the whole tile is the way into it. */
export function Tile({ watched, watchers, me, now }: Props) {
  const { tile, state, clock, plan, isBlind } = watched;
  const isThere = isAttended(state, plan);
  const said = state.dosedAt === undefined && state.aborted === undefined && arrivalWords(tile.arrival, me.zone);
  return (
    <li
      className={styles['tile']}
      data-level={saysLevel(clock, isBlind) ? clock.danger : undefined}
      data-over={isOver(watched) || undefined}
      data-blind={isBlind || undefined}
    >
      <ClockRing clock={clock} plan={plan} size={64} />
      <div className={styles['who']}>
        <h2>
          <Link href={`/board/${tile.id}`}>{tile.patientName}</Link>
        </h2>
        <Standing watched={watched} />
        <p>
          {PHASES[state.phase]}
          {state.phase === 'scheduled' && ` ${timeOfDay(tile.startsAt, me.zone)}`}
          {said && `, ${said}`}
        </p>
      </div>
      <p className={styles['line']}>
        <DueWords what="Check" item={clock.nextCheck} otherwise={startWords(watched, now)} />
        <span className={styles['chaperone']} data-there={isThere}>
          <Icon name={isThere ? 'person' : 'cross'} size={16} />
          {companyWords(isThere, isInClinic(plan))}
        </span>
      </p>
      <LastPressure watched={watched} now={now} />
      {state.dosedAt !== undefined && !isOver(watched) && (
        <p className={styles['watchers']}>{watchers.length ? `Also watched by ${watchers.join(', ')}` : 'Nobody else watches'}</p>
      )}
      {clock.worstAlert && (
        <p className={styles['alert']}>
          {alertWords(clock.worstAlert)}
          {clock.worstAlert.acknowledgedAt === undefined ? ', nobody yet' : ', taken on'}
        </p>
      )}
    </li>
  );
}

/** How bad it is; what a tile that is out of date knew to be wrong, it goes on saying. */
function Standing({ watched: { clock, isBlind } }: { watched: Watched }) {
  return (
    <>
      {isBlind && <strong className={styles['blind']}>Not up to date</strong>}
      {saysLevel(clock, isBlind) && <LevelBadge level={clock.danger} isSmall />}
    </>
  );
}

function startWords({ tile, state }: Watched, now: number): string {
  if (state.dosedAt !== undefined || state.aborted !== undefined) return '';
  const inMs = Date.parse(tile.startsAt) - now;
  return inMs > 0 ? `Starts in ${duration(inMs)}` : `Late by ${duration(inMs)}`;
}

function LastPressure({ watched: { state }, now }: { watched: Watched; now: number }) {
  const last = state.readings.at(-1);
  if (!last) return <p className={styles['pressure']}>No reading yet</p>;
  return (
    <p className={styles['pressure']}>
      <b>{pressure(last)}</b>
      <span>{duration(now - last.happenedAt)} ago</span>
      <TinyCurve readings={state.readings} dosedAt={state.dosedAt} />
    </p>
  );
}
