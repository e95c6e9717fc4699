import type { EmergencyPlanService } from '#care';
import type { PreparationAnswer } from '#contracts';
import type { Placed } from '#integration';
import { DAY, HOUR, MINUTE } from '#kernel';
import type { Tx } from '#platform';
import type { PreparationMaking } from '#preparation';
import { type ProtocolsService, planOf, SHIPPED } from '#protocols';
import type { EntryPayloads, EntryType } from '#session-engine';
import type { InClinicService } from '#sessions';
import type { ClinicStock } from '#supply';
import { answerPhq9 } from './intake.js';
import type { Cast } from './people.js';
import type { Pressure, Story } from './story.js';

/** From the start of a session to its visit: the next day, two hours later than the session began. */
const VISIT_AFTER_MIN = (DAY + 2 * HOUR) / MINUTE;
/** So long after the demo begins: everybody who would come is busy with other sessions before. */
const TODAY_IN_MIN = 140;
const WITNESS = 'Paul Reyes';
const RIDE = { name: 'Maren Hartmann', phone: '+1 646 555 0171', relation: 'companion' } as const;
const CALM = { breathing: 'normal', response: 'normal', isUpset: false, isVomiting: false } as const;
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Made-up wishes of a made-up person. */
const ANSWERS: readonly PreparationAnswer[] = [
  { item: 'good-reactions', understood: true },
  { item: 'hard-reactions', understood: true },
  { item: 'intentions', text: 'To want to cook again.' },
  { item: 'fears', text: 'Feeling far away from my own hands.' },
  { item: 'touch', wish: 'ask-first', text: '' },
  { item: 'talk', wish: 'little', text: '' },
  { item: 'no-go', text: 'Nothing about the accident.' },
  { item: 'emergency-plan', text: 'Maren calls my brother.' },
  { item: 'companions', backupName: 'Jule Hartmann', backupPhone: '+1 646 555 0172' },
  { item: 'driving', understood: true },
  { item: 'fasting', understood: true },
];

type Makers = Readonly<{
  plans: EmergencyPlanService;
  stock: ClinicStock;
  preparing: PreparationMaking;
  protocols: ProtocolsService;
}>;

/** The clinic's rooms: where they are, what is done there in an emergency, what is in stock, and Leo's protocol. @param now epoch ms */
export async function seedInClinic(
  tx: Tx,
  { plans, stock, preparing, protocols }: Makers,
  cast: Cast,
  now: number,
): Promise<void> {
  const steps = [
    'Whoever is with the patient stays, and calls for help aloud.',
    'A second person brings oxygen, the suction pump and the emergency bag from room 2, and calls 911.',
    'A third person waits at the front door and shows the way.',
  ].join('\n');
  const place = { addressLine: '12 Lantern St, New York, NY 10013', jurisdiction: 'US-NY', entryNote: 'Ramp on the left' };
  await plans.put(tx, { ...place, localEmergencyNumber: '+1 212 555 0911', steps }, cast['helen']!);
  const device = { supplier: 'Harbor Distribution', medication: 'esketamine', form: 'spray device', strengthMg: 28 };
  const vial = { supplier: 'Harbor Distribution', medication: 'ketamine', form: 'vial', strengthMg: 100 };
  const by = cast['nina']!;
  await stock.receive(tx, { ...device, lot: 'ESK-7714', beyondUseDate: dayAt(now + 300 * DAY), units: 24 }, by);
  await stock.receive(tx, { ...vial, lot: 'KV-2203', beyondUseDate: dayAt(now + 200 * DAY), units: 10 }, by);
  const patientId = cast['leo']!;
  await protocols.sign(tx, {
    ...{ patientId, template: 'esketamine-v1', plan: planOf('esketamine', 1, SHIPPED['esketamine']!), phase: 'induction' },
    ...{
      patientLimits: {},
      minDaysBetween: 3,
      guardrails: SHIPPED['esketamine']!.guardrails,
      endPointReviewOn: dayAt(now + 25 * DAY),
    },
    ...{ goal: 'To taste something again.', reason: 'Two medicines did not help.', dosesMg: [56, 56, 56], signedBy: by },
  });
  await preparing.answer(tx, patientId, ANSWERS);
  await preparing.finish(tx, patientId, cast['tom']!);
}

/** Plays Leo's sessions in the clinic, through the services that staff use. */
export class ClinicEpisodes {
  constructor(
    private readonly story: Story,
    private readonly clinic: InClinicService,
    private readonly stock: Readonly<{ lotOf: (medication: string) => Promise<string> }>,
  ) {}

  /** Five days ago: watched for two hours, taken home, and its form not sent yet. @param now epoch ms */
  async first(now: number): Promise<void> {
    const startsAt = now - 5 * DAY;
    await this.story.to(startsAt - 6 * HOUR);
    await answerPhq9(this.story, 'leo', [2, 2, 1, 2, 1, 2, 1, 0, 0]);
    const { sessionId, visit } = await this.place(startsAt);
    await this.story.to(startsAt - 15 * MINUTE);
    await this.write(sessionId, 'staff-arrival', {});
    await this.story.askToday(sessionId, 'leo');
    await this.measure(sessionId, [121, 76, 68]);
    await this.draw(sessionId);
    await this.story.to(startsAt);
    await this.story.release(sessionId, 'leo');
    await this.write(sessionId, 'dose-taken', {});
    for (let number = 1; number <= 8; number++) {
      await this.story.to(startsAt + number * 15 * MINUTE);
      await this.write(sessionId, 'safety-check', { ...CALM, number });
      if (number === 3) await this.measure(sessionId, [136, 84, 79]);
      if (number === 6) await this.measure(sessionId, [126, 79, 71]);
    }
    await this.story.to(startsAt + 121 * MINUTE);
    await this.measure(sessionId, [123, 78, 70]);
    await this.ride(sessionId);
    await this.write(sessionId, 'handed-over', { toldNotToDrive: true });
    await this.write(sessionId, 'discharge-confirmation', {});
    await this.write(sessionId, 'discharge', {});
    await this.story.saysHow('leo', 'evening', { feeling: 'well', mood: 6, isSomebodyThere: true });
    const visitAt = startsAt + VISIT_AFTER_MIN * MINUTE;
    await this.story.saysHow('leo', 'morning', { feeling: 'well', mood: 5, isSomebodyThere: false }, visitAt);
    await this.story.to(startsAt + (VISIT_AFTER_MIN + 5) * MINUTE);
    await this.story.attend(visit.id, 'tom');
  }

  /** Later today; Leo is early, and Nina is with him: whoever likes can judge the gate and release. @returns its id */
  async today(now: number): Promise<string> {
    return (await this.place(now + TODAY_IN_MIN * MINUTE)).sessionId;
  }

  async arrived(sessionId: string): Promise<void> {
    await this.write(sessionId, 'staff-arrival', {});
    await this.story.askToday(sessionId, 'leo');
    await this.measure(sessionId, [122, 77, 69]);
    await this.draw(sessionId);
    await this.ride(sessionId);
  }

  private place(startsAt: number): Promise<Placed> {
    return this.story.place('leo', startsAt, VISIT_AFTER_MIN);
  }

  private async draw(sessionId: string): Promise<void> {
    const lotId = await this.stock.lotOf('esketamine');
    await this.clinic.draw(await this.story.caller('nina'), sessionId, { lotId, units: 2, witness: WITNESS });
  }

  private async ride(sessionId: string): Promise<void> {
    await this.clinic.arrangeRide(await this.story.caller('nina'), sessionId, RIDE);
  }

  private measure(sessionId: string, [systolicMmHg, diastolicMmHg, heartRateBpm]: Pressure): Promise<void> {
    const reading = { systolicMmHg, diastolicMmHg, heartRateBpm, spo2Pct: 98, hasSymptoms: false };
    return this.write(sessionId, 'vitals', reading);
  }

  private async write<T extends EntryType>(sessionId: string, type: T, payload: EntryPayloads[T]): Promise<void> {
    await this.story.write(await this.story.caller('nina'), sessionId, type, payload);
  }
}
