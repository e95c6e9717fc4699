import type { PreparationAnswer } from '#contracts';
import { DAY } from '#kernel';
import type { Tx } from '#platform';
import type { PreparationMaking } from '#preparation';
import type { Filled, NewDispense, SupplyStock } from '#supply';
import type { Cast } from './people.js';

type Said = Readonly<{
  intentions: string;
  fears: string;
  touch: string;
  noGo: string;
  plan: string;
  backup: string;
  phone: string;
}>;
/** `strengthMg`: of a troche, of which a dose is two. */
type Ready = Readonly<{ key: string; therapist: string; lot: string; strengthMg?: number; said: Said }>;

/** Made-up wishes of made-up people. */
const READY: readonly Ready[] = [
  {
    ...{ key: 'sam', therapist: 'tom', lot: 'KT-2610-A' },
    said: {
      intentions: 'To look at the year after my father died without running from it.',
      fears: 'That I lose control, and that Kit sees me cry.',
      touch: 'A hand on my shoulder helps when I cry.',
      noGo: 'Please do not bring up my brother.',
      plan: 'Kit calls my sister, who lives two streets away.',
      ...{ backup: 'Dana Ellery', phone: '+1 917 555 0119' },
    },
  },
  {
    ...{ key: 'mia', therapist: 'omar', lot: 'KT-2610-A' },
    said: {
      intentions: 'To be kinder to myself.',
      fears: 'Feeling sick.',
      touch: '',
      noGo: 'Nothing about my old work.',
      plan: 'Nils drives my daughter to her grandmother.',
      ...{ backup: 'Eva Lindqvist', phone: '+1 303 555 0178' },
    },
  },
  {
    ...{ key: 'jonas', therapist: 'iris', lot: 'KT-2611-C' },
    said: {
      intentions: 'To sleep again, and to find out what the nights are about.',
      fears: 'That nothing happens.',
      touch: 'I would rather not be touched.',
      noGo: 'Nothing that I know of.',
      plan: 'Petra has the neighbour’s key, and he has ours.',
      ...{ backup: 'Karl Weber', phone: '+1 608 555 0134' },
    },
  },
  {
    ...{ key: 'ana', therapist: 'iris', lot: 'KT-2611-C' },
    said: {
      intentions: 'To meet the fear instead of waiting for it.',
      fears: 'The minutes when it begins.',
      touch: 'Hold my hand at the beginning.',
      noGo: 'Hospitals.',
      plan: 'Rui calls my mother after the clinic.',
      ...{ backup: 'Marta Sousa', phone: '+1 401 555 0165' },
    },
  },
  {
    ...{ key: 'elif', therapist: 'omar', lot: 'KT-2611-D', strengthMg: 15 },
    said: {
      intentions: 'To have more even days.',
      fears: 'That I get used to it.',
      touch: '',
      noGo: 'Nothing that I know of.',
      plan: 'Can is at home in the evenings, and my aunt lives upstairs.',
      ...{ backup: 'Derya Demir', phone: '+1 718 555 0161' },
    },
  },
];

const orderFor = (patientId: string, key: string, strengthMg = 50): NewDispense => ({
  ...{ patientId, prescriptionNumber: `DEMO-RX-${key.toUpperCase()}`, pharmacy: 'Canal Compounding' },
  ...{ medication: 'ketamine', form: 'troche', strengthMg, doseUnits: 2, orderedUnits: 10 },
});
const boxOf = (lot: string, now: number): Filled => ({
  ...{ lot, units: 10 },
  beyondUseDate: new Date(now + 150 * DAY).toISOString().slice(0, 10),
});

const answersOf = ({ intentions, fears, touch, noGo, plan, backup, phone }: Said): readonly PreparationAnswer[] => [
  { item: 'good-reactions', understood: true },
  { item: 'hard-reactions', understood: true },
  { item: 'intentions', text: intentions },
  { item: 'fears', text: fears },
  { item: 'touch', wish: touch ? 'hand-or-shoulder' : 'ask-first', text: touch },
  { item: 'talk', wish: 'little', text: '' },
  { item: 'no-go', text: noGo },
  { item: 'emergency-plan', text: plan },
  { item: 'companions', backupName: backup, backupPhone: phone },
  { item: 'emergency-card', isRight: true },
  { item: 'driving', understood: true },
  { item: 'fasting', understood: true },
];

type Makers = Readonly<{ stock: SupplyStock; preparing: PreparationMaking }>;

/** Medicine and preparation of everybody who has a protocol. Rosa’s parcel is under way, and she is half way through what comes before. */
export async function seedAtHome(tx: Tx, { stock, preparing }: Makers, cast: Cast, now: number): Promise<void> {
  const by = cast['nina']!;
  for (const { key, therapist, lot, strengthMg, said } of READY) {
    const patientId = cast[key]!;
    await stock.put(tx, { dispense: orderFor(patientId, key, strengthMg), filled: boxOf(lot, now), counted: 10, by });
    await preparing.answer(tx, patientId, answersOf(said));
    await preparing.finish(tx, patientId, cast[therapist]!);
  }
  const rosa = cast['rosa']!;
  await stock.ship(tx, orderFor(rosa, 'rosa'), boxOf('KT-2611-C', now), by);
  await preparing.answer(tx, rosa, [
    { item: 'good-reactions', understood: true },
    { item: 'hard-reactions', understood: true },
    { item: 'intentions', text: 'To find the ground again under all the noise.' },
  ]);
}
