import { type Effect, only, type Reduced } from './effect.js';
import type { Entry } from './entry.js';
import { tierDeadline } from './ladder.js';
import { isOver } from './milestones.js';
import { patienceOf } from './patience-plan.js';
import type { SessionPlan } from './plan.js';
import { leavesAlone } from './signs.js';
import type { Awaited } from './state.js';

/** What a session waits for after an entry, if the entry begins such a wait. */
function begins(entry: Entry): Pick<Awaited, 'for'> | undefined {
  if (entry.type === 'chaperone-left') return { for: 'company' };
  if (entry.type === 'safety-check') return entry.payload.isUpset ? { for: 'calm' } : undefined;
  if (entry.type !== 'observation') return undefined;
  if (leavesAlone(entry.payload.sign)) return { for: 'company' };
  return entry.payload.sign === 'panic' ? { for: 'calm' } : undefined;
}

/** Whether an entry is what was waited for: somebody is there again, a check finds them calm, or a person has closed what told of it. */
function ends({ for: what, alertId, ref }: Awaited, entry: Entry): boolean {
  if (entry.type === 'arrival') return what === 'company';
  if (entry.type === 'safety-check') return what === 'calm' && !entry.payload.isUpset;
  if (entry.type !== 'alert-closed' || what !== 'calm') return false;
  return entry.payload.alertId === alertId || entry.payload.alertId === ref;
}

/**
 * Waits that begin or end with an entry after the dose. Each has a deadline of its own: whoever acknowledges the alert by which a wait
 * began has not ended it. The first wait of a kind stands until it ends; one that has become an alert itself is ended by people.
 */
export function waited({ state, effects }: Reduced, entry: Entry, plan: SessionPlan): Reduced {
  const { dosedAt, awaited = [] } = state;
  if (dosedAt === undefined || isOver(state)) return { state, effects };
  const over = awaited.filter((wait) => ends(wait, entry));
  const voided = over
    .filter(({ ref }) => !state.alerts.some(({ id }) => id === ref))
    .map(({ ref }): Effect => ({ kind: 'void', ref }));
  const left = awaited.filter((wait) => !over.includes(wait));
  const begun = begins(entry);
  if (!begun || left.some((wait) => wait.for === begun.for)) {
    return over.length ? only({ ...state, awaited: left }, ...effects, ...voided) : { state, effects };
  }
  const kind = begun.for === 'company' ? 'alone' : 'unsettled';
  const wait: Awaited = { ...begun, ref: `${kind}-${entry.seq}`, alertId: `${entry.type}-${entry.seq}` };
  const startedAt = Math.max(entry.happenedAt, dosedAt);
  const deadline = tierDeadline(patienceOf(plan)[kind], 1, startedAt, { kind: 'alert', ref: wait.ref });
  return only({ ...state, awaited: [...left, wait] }, ...effects, ...voided, { kind: 'arm', deadline });
}
