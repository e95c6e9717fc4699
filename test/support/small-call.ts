import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';

import { CallActs, CallPresence, CallReading, CallsModule } from '#calls';
import type { AppointmentKind, CallView } from '#contracts';
import type { Caller } from '#identity';
import { IntegrationModule } from '#integration';
import { HOUR, MINUTE } from '#kernel';
import { Clock } from '#platform';
import { SchedulingService } from '#scheduling';
import { asOwner } from './owner.js';
import { SmallClinic, type TeamOf, ZONE } from './small-clinic.js';

export const TURN = { TURN_URLS: 'turn:turn.test:3478', TURN_SECRET: 'of-this-test-only-0123456789abcdef' };
type Hold = Readonly<{ id: string; until: Date }>;

/** The call of a screening that begins now, for the tests of the services of calls. */
export class SmallCall {
  clinic!: SmallClinic;
  team!: TeamOf;
  appointmentId!: string;

  /** @param contexts which are to be there beside calls */
  async open(contexts: readonly Type[] = []): Promise<void> {
    Object.assign(process.env, TURN);
    this.clinic = await SmallClinic.open([IntegrationModule, CallsModule, ...contexts]);
    for (const name of Object.keys(TURN)) delete process.env[name];
  }

  async close(): Promise<void> {
    await this.clinic?.close();
  }

  /** Another team, another call, and nothing that waits. */
  async renew(): Promise<void> {
    await asOwner('DELETE FROM outbox_event; DELETE FROM clinic_alert; TRUNCATE on_call_duty');
    this.team = await this.clinic.enrol();
    this.appointmentId = await this.book('screening', 0);
  }

  /** @param inMin how many minutes from now it begins */
  async book(kind: AppointmentKind, inMin: number, of: TeamOf = this.team, hold?: Hold): Promise<string> {
    const { patient, therapist, prescriber } = of;
    const startsAt = new Date((await this.clinic.get(Clock).now()).getTime() + inMin * MINUTE);
    const time = { fromMin: 0, toMin: 50, time: 'whole' } as const;
    const parties = [
      { personId: patient.personId, part: 'patient', ...time } as const,
      { personId: therapist.personId, part: 'therapist', ...time } as const,
      { personId: prescriber.personId, part: 'prescriber', ...time } as const,
    ];
    const about = { kind, patientId: patient.personId, patientZone: ZONE, startsAt, lengthMin: 50, bookedBy: therapist.personId };
    const booking = { ...about, parties, ...(hold && { hold }) };
    return this.clinic.transact((tx) => this.clinic.get(SchedulingService).book(tx, booking));
  }

  acts(): CallActs {
    return this.clinic.get(CallActs);
  }

  read(by: Caller, id = this.appointmentId): Promise<CallView> {
    return this.clinic.get(CallReading).read(by, id);
  }

  connect(by: Caller, { connection = randomUUID() as string, takesOver = true } = {}) {
    return this.clinic.get(CallPresence).connect(by, { appointmentId: this.appointmentId, connection, takesOver });
  }

  partOf(view: CallView, { personId }: Caller) {
    return view.people.find((person) => person.personId === personId)!;
  }

  async roomId(): Promise<string> {
    return (await this.clinic.read.callRoom.findUniqueOrThrow({ where: { appointmentId: this.appointmentId } })).id;
  }

  async owners(): Promise<string[]> {
    const where = { roomId: await this.roomId(), isOwner: true };
    return (await this.clinic.read.callParticipant.findMany({ where })).map(({ personId }) => personId);
  }

  alerts(kind: 'video_lost' | 'call_unattended') {
    return this.clinic.read.clinicAlert.findMany({ where: { kind } });
  }

  /** Somebody comes in on a screen of their own. */
  async come(by: Caller) {
    await this.acts().enter(by, this.appointmentId);
    return (await this.connect(by)).screen;
  }

  /** The patient is let in by the therapist. */
  async begin() {
    const [patient, therapist] = [await this.come(this.team.patient), await this.come(this.team.therapist)];
    const { participantId } = this.partOf(await this.read(this.team.therapist), this.team.patient);
    await this.acts().admit(this.team.therapist, this.appointmentId, participantId);
    return { patient, therapist };
  }

  async putOnCall(person: Caller): Promise<void> {
    const now = (await this.clinic.get(Clock).now()).getTime();
    const span = { startsAt: new Date(now - HOUR), endsAt: new Date(now + 12 * HOUR) };
    await this.clinic.read.onCallDuty.create({ data: { id: randomUUID(), personId: person.personId, ...span } });
  }
}
