import type { FreeTime, SeriesMember, SeriesPlan } from '#contracts';
import { Notice } from '../shell/states.js';
import { dayOf, readsTheSame, timeInBoth, timeOfDay, zoneName } from '../time.js';
import styles from './series.module.css';
import { shortTimeWords, whyNotWords } from './words.js';

type Props = { plan: SeriesPlan; onPick?: (number: number, startsAt: string) => void };

/** Each session of a proposal: when, why not when it was wanted, and what else could be had. */
export function Proposal({ plan, onPick }: Props) {
  const { zone, clinicZone, members } = plan;
  const first = members.find(({ time }) => time)?.time;
  return (
    <>
      {first && !readsTheSame(first.startsAt, zone, clinicZone) && (
        <Notice>
          Times are in {zoneName(first.startsAt, zone)}. The clinic is in {zoneName(first.startsAt, clinicZone)}.
        </Notice>
      )}
      <ol className={styles['members']}>
        {members.map((member) => (
          <One key={member.number} member={member} plan={plan} {...(onPick ? { onPick } : {})} />
        ))}
      </ol>
    </>
  );
}

function One({ member, plan, onPick }: Props & { member: SeriesMember }) {
  const { zone, clinicZone } = plan;
  const { number, time, others } = member;
  const why = whyNotWords(member, zone);
  return (
    <li {...(time ? {} : { 'data-hole': true })}>
      <h3>Session {number}</h3>
      {time ? (
        <div>
          <strong>{dayOf(time.startsAt, zone)}</strong>
          <time dateTime={time.startsAt}>{timeInBoth(time.startsAt, zone, clinicZone)}</time>
          <p className="quiet small">
            Visit on {dayOf(time.visitStartsAt, zone)}, {timeOfDay(time.visitStartsAt, zone)}
          </p>
        </div>
      ) : (
        <strong>No free time near it</strong>
      )}
      {why && <p className="small">{why}</p>}
      {onPick && others.length > 0 && (
        <Others number={number} times={time ? [time, ...others] : others} plan={plan} onPick={onPick} />
      )}
    </li>
  );
}

type OthersProps = Required<Pick<Props, 'plan' | 'onPick'>> & { number: number; times: readonly FreeTime[] };

function Others({ number, times, plan, onPick }: OthersProps) {
  const inOrder = [...times].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  return (
    <label className={styles['other']}>
      Another time for session {number}
      <select value={times[0]!.startsAt} onChange={({ target }) => onPick(number, target.value)}>
        {inOrder.map((time) => (
          <option key={time.startsAt} value={time.startsAt}>
            {shortTimeWords(time, plan.zone)}
          </option>
        ))}
      </select>
    </label>
  );
}
