import type { DoseState } from './dose-states.js';

/** A dose as far as its booking is concerned, in the order of its protocol. */
export type PlannedDose = Readonly<{
  id: string;
  number: number;
  state: DoseState;
  unlockedAt: Date | null;
  /** The appointment of its session, unless that was called off. */
  appointmentId: string | null;
}>;
export type WhyNoDose = 'no-dose-planned' | 'dose-not-planned' | 'all-booked' | 'integration-due';

const isSigned = ({ state }: PlannedDose) => state === 'signed' || state === 'released';

/**
 * The doses of a protocol that can be booked, in their order: those that are signed and have no session. One that is still locked can be
 * booked behind one that is booked itself, and stays locked: it is the gate that decides. Behind a dose that was taken it waits for
 * the integration visit.
 *
 * @param doses rising by number
 * @param moving appointments that are to be moved: their doses count as if they had none, and stay what they are
 */
export function bookableDoses<D extends PlannedDose>(doses: readonly D[], moving: readonly string[] = []): D[] | WhyNoDose {
  const isMoved = ({ appointmentId }: PlannedDose) => appointmentId !== null && moving.includes(appointmentId);
  const open = doses.filter(isSigned);
  const moved = open.filter(isMoved);
  if (moving.length) return moved.length ? moved : 'dose-not-planned';
  if (!open.length) return 'no-dose-planned';
  const free = open.filter(({ appointmentId }) => appointmentId === null);
  const [first] = free;
  if (!first) return 'all-booked';
  const isBehindBooked = open.some(({ number, appointmentId }) => number < first.number && appointmentId !== null);
  return first.unlockedAt === null && !isBehindBooked ? 'integration-due' : free;
}
