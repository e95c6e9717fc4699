import { type Attendee, hoursOf, type PartyTime } from '#scheduling';

/** Lengths and distances of a dosing session and its visit; grid, notice and pauses are of the appointment type. Source of each: docs/clinical-defaults.md, "Booking". */
export const BOOKING_RULES = {
  dosingMin: 180,
  /** The prescriber's undivided time around the gate. */
  gateFromMin: -20,
  gateToMin: 10,
  visitMin: 50,
  visitAfterHours: 12,
} as const;

export type Zoned = Readonly<{ id: string; zone: string }>;
export type People = Readonly<{ patient: Zoned; chaperone: Zoned; therapist: Zoned; prescriber: Zoned }>;

/** Everybody's share in a dosing session. */
export function dosingParties({ patient, chaperone, therapist, prescriber }: People): PartyTime[] {
  const { dosingMin: toMin, gateFromMin, gateToMin } = BOOKING_RULES;
  const whole = { fromMin: 0, toMin, time: 'whole' } as const;
  return [
    { personId: patient.id, part: 'patient', ...whole },
    { personId: chaperone.id, part: 'chaperone', ...whole },
    { personId: therapist.id, part: 'therapist', ...whole },
    { personId: prescriber.id, part: 'prescriber', fromMin: gateFromMin, toMin: gateToMin, time: 'whole' },
    { personId: prescriber.id, part: 'prescriber', fromMin: 0, toMin, time: 'watch' },
  ];
}

export function visitParties({ patient, therapist }: Pick<People, 'patient' | 'therapist'>): PartyTime[] {
  const whole = { fromMin: 0, toMin: BOOKING_RULES.visitMin, time: 'whole' } as const;
  return [
    { personId: patient.id, part: 'patient', ...whole },
    { personId: therapist.id, part: 'therapist', ...whole },
  ];
}

/** What the parties ask of people's hours. */
export function attendeesOf(parties: readonly PartyTime[], people: Partial<People>): Attendee[] {
  return parties.map(({ part, ...party }) => ({ ...party, ...hoursOf(part, people[part]!.zone) }));
}
