import { DAY } from '#kernel';
import type { Tx } from '#platform';
import { type ProtocolsService, planOf, SHIPPED, type SignedProtocol } from '#protocols';
import type { GateLimits } from '#session-engine';
import type { Cast } from './people.js';

/** Made-up numbers for made-up people. Ida is new: nothing is signed for her yet. `place`: where they are. */
type Planned = Readonly<{
  key: string;
  place: string;
  goal: string;
  dosesMg: readonly number[];
  limits?: Partial<GateLimits>;
  /** Weekly under the tongue unless another one is named. */
  template?: string;
  /** Until the end-point review, unless ten weeks. */
  reviewAfterDays?: number;
}>;
const PLANNED: readonly Planned[] = [
  { key: 'rosa', place: 'US-IL', goal: 'To get out of bed again, and see friends.', dosesMg: [100, 100, 150, 150] },
  { key: 'sam', place: 'US-NY', goal: 'To be with the children without the weight.', dosesMg: [100, 100, 100] },
  { key: 'mia', place: 'US-CO', goal: 'To sleep through the night.', dosesMg: [100, 100] },
  { key: 'jonas', place: 'US-WI', goal: 'To go to work without dread.', dosesMg: [100, 100], limits: { holdSystolic: 155 } },
  { key: 'ana', place: 'US-RI', goal: 'To feel something again.', dosesMg: [100, 100] },
  {
    key: 'elif',
    place: 'US-NY',
    goal: 'To come through the day evenly.',
    dosesMg: [30, 30, 30, 30, 30, 30, 30],
    template: 'low-dose-daily',
  },
  // hers is due within the week when the demo begins
  {
    key: 'noor',
    place: 'US-NY',
    goal: 'To work again, and to laugh.',
    dosesMg: [35, 35],
    template: 'infusion',
    reviewAfterDays: 14,
  },
];
const REVIEW_AFTER_DAYS = 70;
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What the demo clinic treats by; the rest of what Hearth brings waits for its medical director. */
export const PUBLISHED = ['sl-home', 'low-dose-daily', 'infusion', 'esketamine'] as const;

/** Whom nothing keeps from being signed for: they have said where they are. */
export const statedPlaces = [
  ...PLANNED.map(({ key, place }) => [key, place] as const),
  ...(['leo', 'june'] as const).map((key) => [key, 'US-NY'] as const),
];

/** The first phase of what Hearth brings, in its first version. */
function termsOf(code: string) {
  const content = SHIPPED[code]!;
  const { name: phase, spacingDays: minDaysBetween } = content.phases[0]!;
  const plan = planOf(code, 1, content);
  return { template: plan.version, plan, phase, minDaysBetween, guardrails: content.guardrails };
}

/** Nina signs for everybody but Ida and June. @param now epoch ms */
export async function seedProtocols(tx: Tx, protocols: ProtocolsService, cast: Cast, now: number): Promise<void> {
  for (const { key, goal, dosesMg, limits = {}, template: code = 'sl-home', reviewAfterDays = REVIEW_AFTER_DAYS } of PLANNED) {
    const said = {
      goal,
      reason: 'The first protocol, as spoken in the screening.',
      endPointReviewOn: dayAt(now + Math.min(reviewAfterDays, SHIPPED[code]!.endPointReviewWithinDays) * DAY),
    };
    const protocol: SignedProtocol = {
      ...termsOf(code),
      ...said,
      patientId: cast[key]!,
      patientLimits: limits,
      dosesMg,
      signedBy: cast['nina']!,
    };
    await protocols.sign(tx, protocol);
  }
}
