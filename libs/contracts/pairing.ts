import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { Role } from './identity.js';

/** The parts of a team for which somebody is looked for. */
export const PairingPart = z.enum(['prescriber', 'therapist']);
export type PairingPart = z.infer<typeof PairingPart>;
export const PairingState = z.enum(['requested', 'ranked', 'offered', 'active', 'handover_pending', 'ended']);
export type PairingState = z.infer<typeof PairingState>;

/** What clinicians are good at, and what patients come with. */
export const Topic = z.enum([
  ...(['depression', 'anxiety', 'trauma', 'ocd', 'substance-use', 'grief', 'chronic-pain'] as const),
  ...(['couples', 'lgbtq', 'end-of-life', 'perinatal', 'veterans'] as const),
]);
export type Topic = z.infer<typeof Topic>;
export const Gender = z.enum(['woman', 'man', 'non-binary']);
export type Gender = z.infer<typeof Gender>;
/** ISO 639. */
export const Language = z.string().regex(/^[a-z]{2,3}$/);

const Languages = z.array(Language).min(1).max(20);
const Topics = z.array(Topic).max(12);

export const Criterion = z.enum(['continuity', 'specialty', 'soon', 'zone', 'preference']);
export type Criterion = z.infer<typeof Criterion>;
export const FitReason = z.object({
  criterion: Criterion,
  share: z.int().min(0).max(100).describe('How far it is met.'),
  points: z.int().describe('What that comes to by its weight.'),
});
export type FitReason = z.infer<typeof FitReason>;

export const PairingFilter = z.enum([
  ...(['not-here', 'conflict-of-interest', 'excluded-by-patient', 'excluded-by-clinician', 'place-not-stated'] as const),
  ...(['no-licence', 'no-prescribing-authority', 'no-controlled-substances', 'no-collaborator', 'no-legal-basis'] as const),
  ...(['no-common-language', 'full'] as const),
]);
export type PairingFilter = z.infer<typeof PairingFilter>;

/** A clinician as those see them who look for somebody. */
const Shown = { personId: z.uuid(), displayName: z.string(), role: Role, profession: z.string().nullable() };
const Said = {
  languages: z.array(Language),
  specialties: z.array(Topic),
  gender: Gender.nullable(),
  about: z.string().nullable(),
};

export const PairingCandidate = z.object({
  ...{ ...Shown, ...Said },
  fit: z.int(),
  reasons: z.array(FitReason),
  daysUntilFree: z.int().nullable().describe('Until the first time at which both are free; null: none within two weeks.'),
});
export type PairingCandidate = z.infer<typeof PairingCandidate>;

export const PairingExcluded = z.object({
  ...Shown,
  filter: PairingFilter,
  day: z.iso.date().nullable().describe('The first of the course on which it is so.'),
});
export type PairingExcluded = z.infer<typeof PairingExcluded>;

export const PAIRING_DECLINES = ['no-time', 'not-my-field', 'conflict-of-interest', 'more-needed'] as const;
const OfferState = z.enum(['offered', 'accepted', 'declined', 'expired', 'withdrawn']);

export const PairingOfPart = z.object({
  pairingId: z.uuid(),
  part: PairingPart,
  state: PairingState,
  clinician: z.object(Shown).nullable().describe('Who looks after the patient.'),
  candidates: z.array(PairingCandidate).describe('Of the last ranking; the best first.'),
  asked: z
    .object({ ...Shown, until: z.iso.datetime() })
    .nullable()
    .describe('Who is asked at this moment, until when.'),
  lastAnswer: z.object({ displayName: z.string(), state: OfferState }).nullable().describe('The offer before.'),
  overlapUntil: z.iso.datetime().nullable().describe('Of a hand-over that is not done yet.'),
});
export type PairingOfPart = z.infer<typeof PairingOfPart>;

export const PairingWish = z.object({ languages: z.array(Language), topics: z.array(Topic), gender: Gender.nullable() });
export type PairingWish = z.infer<typeof PairingWish>;

export const PairingWeights = z.object({
  continuity: z.int(),
  specialty: z.int(),
  soon: z.int(),
  zone: z.int(),
  preference: z.int(),
});
export type PairingWeights = z.infer<typeof PairingWeights>;

export const PatientPairing = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  isPlaceStated: z.boolean(),
  wish: PairingWish,
  weights: PairingWeights,
  pairings: z.array(PairingOfPart).describe('Those that are not over.'),
  lacking: z.array(PairingPart).describe('Parts for which nobody is there or looked for.'),
  excluded: z.array(PairingExcluded.extend({ part: PairingPart })).describe('For staff: who is kept out, and by what.'),
  barred: z.array(z.object({ ...Shown, kind: z.enum(['wants-not', 'not-taken', 'conflict']) })).describe('For staff.'),
});
export type PatientPairing = z.infer<typeof PatientPairing>;

const OfPatient = z.strictObject({ patientId: z.uuid() });
const CHANGED = ['care.not-found', 'pairing.not-now'];

export const readPairing = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/pairing',
  summary: 'Who looks after a patient or is looked for: for the patient and their team, and for admins, who see no wishes.',
  params: OfPatient,
  reply: PatientPairing,
  problems: ['care.not-found'],
});

export const changePairingWish = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/pairing/wish',
  summary: 'What the patient wishes of who looks after them.',
  params: OfPatient,
  body: z.strictObject({ languages: Languages, topics: Topics, gender: Gender.nullable() }),
  reply: z.null(),
  problems: ['care.not-found'],
});

export const rankClinicians = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/pairing/ranking',
  summary:
    'Looks for somebody: ranks everybody whom no filter keeps out. The one named is not shown again: somebody else, please.',
  params: OfPatient,
  body: z.strictObject({ part: PairingPart, notId: z.uuid().optional() }),
  reply: z.null(),
  problems: CHANGED,
});

export const chooseClinician = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/pairing/choice',
  summary: 'Asks one of the ranked. The filters are asked again at that moment.',
  params: OfPatient,
  body: z.strictObject({ part: PairingPart, clinicianId: z.uuid() }),
  reply: z.object({ until: z.iso.datetime() }),
  problems: [...CHANGED, 'pairing.kept-out'],
});

export const stopSearch = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/pairing/stop',
  summary: 'Nobody is looked for any more for a part, and whoever is asked need not answer.',
  params: OfPatient,
  body: z.strictObject({ part: PairingPart }),
  reply: z.null(),
  problems: CHANGED,
});

export const barPairing = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/pairing/conflict',
  summary: 'Two who are not paired, because they know each other otherwise.',
  params: OfPatient,
  body: z.strictObject({ clinicianId: z.uuid() }),
  reply: z.null(),
  problems: ['care.not-found', 'pairing.no-clinician'],
});

export const handOverPatient = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/pairing/hand-over',
  summary: 'Offers a patient of the caller to a colleague, with what they have to know. Nothing changes hands before their yes.',
  params: OfPatient,
  body: z.strictObject({
    toId: z.uuid(),
    summary: z.string().trim().min(3).max(4_000),
    overlapDays: z.int().min(1).max(90).describe('So long both see the patient.'),
  }),
  reply: z.object({ until: z.iso.datetime() }),
  problems: [...CHANGED, 'pairing.not-yours', 'pairing.kept-out'],
});

export const OwnOffer = z.object({
  offerId: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  part: PairingPart,
  until: z.iso.datetime(),
  languages: z.array(Language),
  topics: z.array(Topic),
  fit: z.int().nullable(),
  reasons: z.array(FitReason),
  handedOverBy: z.string().nullable(),
  summary: z.string().nullable().describe('Of a hand-over.'),
});
export type OwnOffer = z.infer<typeof OwnOffer>;

export const OwnHandOver = z.object({
  handOverId: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  colleague: z.string(),
  isMine: z.boolean().describe('The caller takes the patient over; else they hand over.'),
  summary: z.string().nullable(),
  overlapUntil: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});
export type OwnHandOver = z.infer<typeof OwnHandOver>;

export const listPairings = endpoint({
  method: 'GET',
  path: '/v1/pairings',
  summary: 'What waits for the caller: patients who ask for them, hand-overs, and their patients.',
  reply: z.object({
    offers: z.array(OwnOffer).describe('What ends soonest first.'),
    handOvers: z.array(OwnHandOver),
    patients: z.array(z.object({ patientId: z.uuid(), patientName: z.string(), part: PairingPart, since: z.iso.datetime() })),
    colleagues: z.array(z.object(Shown)).describe('To whom patients may be handed over.'),
    overlapDays: z.int(),
    capacity: z.int(),
    load: z.int(),
  }),
});

const OfOffer = z.strictObject({ pairingOfferId: z.uuid() });
export const acceptPairing = endpoint({
  method: 'POST',
  path: '/v1/pairing-offers/:pairingOfferId/acceptance',
  summary: 'The clinician who is asked says yes: from then on they care for the patient.',
  params: OfOffer,
  reply: z.object({ patientId: z.uuid() }),
  problems: ['pairing.no-offer', 'pairing.offer-over', 'pairing.kept-out'],
});

export const declinePairing = endpoint({
  method: 'POST',
  path: '/v1/pairing-offers/:pairingOfferId/refusal',
  summary: 'The clinician who is asked says no, and why.',
  params: OfOffer,
  body: z.strictObject({ reason: z.enum(PAIRING_DECLINES) }),
  reply: z.null(),
  problems: ['pairing.no-offer', 'pairing.offer-over'],
});

export const readHandOver = endpoint({
  method: 'POST',
  path: '/v1/pairing-hand-overs/:pairingHandOverId/reading',
  summary: 'The clinician who takes a patient over says that they have read what was written for them.',
  params: z.strictObject({ pairingHandOverId: z.uuid() }),
  reply: z.null(),
  problems: ['pairing.no-hand-over'],
});
