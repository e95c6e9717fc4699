import { DAY } from '#kernel';
import type { GateFinding, StaffRole } from './entry.js';

/** Why no medicine of the clinic's stock is ready for the dose; `good` when some is. */
export type StockReason = 'good' | 'not-drawn' | 'recalled' | 'past-use-by';

/** What a session in the clinic is judged on where one at home asks for a companion, counted medicine and an emergency card. */
export type ReadyInClinic = Readonly<{
  /** Everybody of the staff who has said that they are with the patient. `isRostered`: a party of the appointment, or on call now. */
  staff: readonly Readonly<{ personId: string; role: StaffRole; isRostered: boolean; since: number }>[];
  /** Roles of which one has to be there. */
  roles: readonly StaffRole[];
  /** What was drawn from the clinic's stock for this dose. Milligrams. */
  stock: Readonly<{ drawnMg: number; doseMg: number; reason: StockReason }>;
  /** When the clinic's emergency plan was last written; epoch ms, null: there is none. */
  emergencyPlanAt: number | null;
  preparation: Readonly<{ openItems: number; firstOpen: string | null }>;
}>;

/** An emergency plan that nobody has looked at for so long is none. Source: Hearth default, to be reviewed by the clinic. */
const PLAN_MAX_AGE_MS = 365 * DAY;

/** In the place of the companion: a named member of the staff, of a role that fits, who is on the roster of this session. */
export function judgeStaff({ staff, roles }: ReadyInClinic): GateFinding {
  const fits = staff.filter(({ role }) => roles.includes(role));
  const rostered = fits.find(({ isRostered }) => isRostered);
  const [named] = rostered ? [rostered] : [...fits, ...staff];
  const why = fits.length ? 'not-rostered' : staff.length ? 'role-does-not-fit' : 'nobody-on-site';
  return {
    ...{ item: 'chaperone-present', isMet: rostered !== undefined, reason: rostered ? 'staff-on-site' : why },
    evidence: { personId: named?.personId ?? null, role: named?.role ?? null, since: named?.since ?? null },
  };
}

/** In the place of what was counted at home: what was drawn for this very dose. */
function judgeStock({ stock: { drawnMg, doseMg, reason } }: ReadyInClinic): GateFinding {
  const isMet = reason === 'good' && drawnMg >= doseMg;
  const why = isMet ? 'drawn' : reason === 'good' ? 'not-enough' : reason;
  return { item: 'medicine-on-hand', isMet, reason: why, evidence: { drawnMg, doseMg } };
}

/** What is gone through before a dose, and in the place of the emergency card the clinic's own plan. */
function judgePrepared({ preparation: { openItems, firstOpen }, emergencyPlanAt }: ReadyInClinic, now: number): GateFinding {
  const say = (isMet: boolean, reason: string): GateFinding => ({
    ...{ item: 'prep-done', isMet, reason },
    evidence: { openItems, firstOpen, emergencyPlanAt },
  });
  if (emergencyPlanAt === null) return say(false, 'no-emergency-plan');
  if (now - emergencyPlanAt > PLAN_MAX_AGE_MS) return say(false, 'emergency-plan-old');
  return openItems === 0 ? say(true, 'prepared-for-the-clinic') : say(false, 'preparation-open');
}

/** The last two items of the gate by the rules of the clinic, in the gate's order. @param now epoch ms */
export const judgeReadyInClinic = (ready: ReadyInClinic, now: number): readonly GateFinding[] => [
  judgeStock(ready),
  judgePrepared(ready, now),
];
