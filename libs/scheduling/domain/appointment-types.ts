/** Kinds of appointment, as they cross the wire. */
export type Kind = 'screening' | 'preparation' | 'dosing' | 'integration' | 'follow_up' | 'group' | 'in_clinic';
export type TypePart = 'patient' | 'chaperone' | 'therapist' | 'prescriber';

/**
 * Who must be there, and when: minutes after the start, `toMin` null for the end. `watch`: in one of the lanes in which a prescriber
 * follows several.
 */
export type NeededPart = Readonly<{ part: TypePart; fromMin: number; toMin: number | null; time: 'whole' | 'watch' }>;

/** How appointments of a kind are made. Times in minutes. Version 0 is what Hearth brings; a clinic's own count from 1. */
export type AppointmentType = Readonly<{
  kind: Kind;
  version: number;
  lengthMin: number;
  /** Starts on every so many minutes of the patient's clock. */
  gridMin: number;
  noticeMin: number;
  pauseBeforeMin: number;
  pauseAfterMin: number;
  /** Whether patients book it themselves; else the clinic does. */
  patientsBook: boolean;
  /** Of a group: so many patients one clinician may look after in it. */
  patientsPerStaff: number;
  parts: readonly NeededPart[];
}>;
/** Kinds that are booked by themselves: one patient, whoever has to be there, and nothing that hangs on it. */
export const SINGLE_KINDS = ['screening', 'preparation', 'follow_up', 'in_clinic'] as const satisfies readonly Kind[];
export type SingleKind = (typeof SINGLE_KINDS)[number];
export const isSingle = (kind: Kind): kind is SingleKind => SINGLE_KINDS.some((one) => one === kind);

const whole = (part: TypePart): NeededPart => ({ part, fromMin: 0, toMin: null, time: 'whole' });
const alone = (part: TypePart): readonly NeededPart[] => [whole('patient'), whole(part)];
const common = {
  version: 0,
  gridMin: 30,
  noticeMin: 60,
  pauseBeforeMin: 0,
  pauseAfterMin: 0,
  patientsBook: true,
  patientsPerStaff: 2,
} as const;

/**
 * What Hearth brings for each kind.
 *
 * @source docs/clinical-defaults.md, "Booking"
 */
export const BUILT_IN: Readonly<Record<Kind, AppointmentType>> = {
  screening: { ...common, kind: 'screening', lengthMin: 60, parts: alone('prescriber') },
  preparation: { ...common, kind: 'preparation', lengthMin: 50, parts: alone('therapist') },
  dosing: {
    ...common,
    kind: 'dosing',
    lengthMin: 180,
    parts: [
      whole('patient'),
      whole('chaperone'),
      whole('therapist'),
      { part: 'prescriber', fromMin: -20, toMin: 10, time: 'whole' },
      { part: 'prescriber', fromMin: 0, toMin: null, time: 'watch' },
    ],
  },
  integration: { ...common, kind: 'integration', lengthMin: 50, parts: alone('therapist') },
  follow_up: { ...common, kind: 'follow_up', lengthMin: 30, parts: alone('prescriber') },
  group: { ...common, kind: 'group', lengthMin: 90, parts: alone('therapist') },
  in_clinic: { ...common, kind: 'in_clinic', lengthMin: 120, patientsBook: false, parts: alone('prescriber') },
};

/** The shares of those who must be there, with the length filled in. */
export const sharesOf = ({ lengthMin, parts }: Pick<AppointmentType, 'lengthMin' | 'parts'>) =>
  parts.map(({ toMin, ...part }) => ({ ...part, toMin: toMin ?? lengthMin }));

/** Whether a type hangs together: shares that begin before they end, a patient among them, nobody beyond a day. */
export function isWholeType(type: Pick<AppointmentType, 'lengthMin' | 'parts'>): boolean {
  const isRight = (share: { fromMin: number; toMin: number }) =>
    share.fromMin < share.toMin && share.fromMin >= -720 && share.toMin <= 1440;
  return type.parts.some(({ part }) => part === 'patient') && sharesOf(type).every(isRight);
}
