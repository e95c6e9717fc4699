// node --import ./test/support/typescript.mjs test/chaos/crowd.ts '{"sessions":20,"reminders":30}'
// Fills an empty clinic by the real services: sessions in which the dose was just taken, and bookings whose reminder falls due
// soon. Prints ids and tokens as one line of JSON.
import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IntakeService } from '#assessments';
import { Audit } from '#audit';
import { CompanionReadiness, EnrolmentService } from '#care';
import { CredentialsModule, LocationsService } from '#credentials';
import { type Caller, IdentityService, SignInService } from '#identity';
import { CourseBooking, IntegrationModule } from '#integration';
import { HOUR, SECOND } from '#kernel';
import { Database, PlatformModule, type Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { sublingualHome } from '#session-engine';
import { GateService, type Reported, SessionsService, SessionWatchService } from '#sessions';
import { CLEAR_TODAY } from '../support/clear-today.js';
import { HOME_STATE, License } from '../support/license.js';
import { readyAtHome } from '../support/ready-at-home.js';
import { maySign, wholeProtocol } from '../support/whole-protocol.js';
import { quickPlan } from './quick-plan.js';

/** What is sealed carries this word, so that it can be looked for where it must not stand. */
const CANARY = 'canary';
const ZONE = 'America/Phoenix';

export type CrowdOptions = Readonly<{ sessions: number; reminders: number; firstReminderSec: number; everyReminderSec: number }>;
type Tokens = Readonly<{ patient: string; chaperone: string; therapist: string; prescriber: string }>;
export type LiveSession = Readonly<{ sessionId: string; dosedAt: number; tokens: Tokens }>;
export type Booking = Readonly<{ sessionId: string; appointmentId: string; remindAt: number; patientToken: string }>;
export type Crowd = Readonly<{ sessions: LiveSession[]; bookings: Booking[] }>;

type Team = Readonly<{ patientId: string; chaperoneId: string; therapistId: string; prescriberId: string }>;

@Module({ imports: [PlatformModule, CredentialsModule, IntegrationModule] })
class CrowdModule {}

class CrowdMaker {
  private readonly database: Database;
  private readonly license = new License((service) => this.app.get(service, { strict: false }));
  private people = 0;

  constructor(private readonly app: INestApplicationContext) {
    this.database = app.get(Database);
  }

  async clinic(): Promise<void> {
    const now = await this.now();
    await this.database.transact(async (tx) => {
      const settings = { name: 'Crowd', zone: ZONE, phone: '+1 212 555 0100', consentVersion: '1', onlineWithinSec: 600 };
      await tx.clinicSettings.create({ data: settings, select: { one: true } });
      await this.license.practice(tx);
      await this.person(tx, 'admin');
      const personId = await this.person(tx, 'prescriber');
      const [startsAt, endsAt] = [new Date(now - HOUR), new Date(now + 1_000 * HOUR)];
      await tx.onCallDuty.create({ data: { id: randomUUID(), personId, startsAt, endsAt }, select: { id: true } });
    });
  }

  /** A patient with a team of their own, for nobody can be in two places. */
  private team(): Promise<Team> {
    return this.database.transact(async (tx) => {
      const [patientId, chaperoneId] = [await this.person(tx, 'patient'), await this.person(tx, 'chaperone')];
      const [therapistId, prescriberId] = [await this.person(tx, 'therapist'), await this.person(tx, 'prescriber')];
      await this.license.clinician(tx, { personId: therapistId, role: 'therapist' });
      await this.license.clinician(tx, { personId: prescriberId, role: 'prescriber' });
      await this.app.get(EnrolmentService).enrol(tx, patientId, {
        team: { prescriberId, therapistId, chaperoneId },
        consentVersion: '1',
        card: { addressLine: CANARY, entryNote: CANARY, allergies: CANARY, localEmergencyNumber: '+1 212 555 0911' },
      });
      await this.app.get(CompanionReadiness).putAll(tx, chaperoneId);
      const who = { patientId, signedBy: prescriberId };
      await maySign(tx, this.license, who);
      const quick = { template: 'quick', plan: quickPlan(sublingualHome.plan), dosesMg: [100] };
      await this.app.get(ProtocolsService).sign(tx, wholeProtocol(who, quick));
      await readyAtHome(
        (service) => this.app.get(service, { strict: false }),
        tx,
        { patientId, therapistId, prescriberId },
        CANARY,
      );
      return { patientId, chaperoneId, therapistId, prescriberId };
    });
  }

  async live(): Promise<LiveSession> {
    const team = await this.team();
    const now = await this.now();
    const { sessionId } = await this.place(team, now);
    const [patient, chaperone] = [await this.open(team.patientId), await this.open(team.chaperoneId, sessionId)];
    const [therapist, prescriber] = [await this.open(team.therapistId), await this.open(team.prescriberId)];
    await this.write(chaperone.caller, sessionId, 'arrival', {});
    const calm = { systolicMmHg: 122, diastolicMmHg: 80, heartRateBpm: 72, hasSymptoms: false };
    await this.write(chaperone.caller, sessionId, 'vitals', calm);
    await this.write(patient.caller, sessionId, 'today-answers', CLEAR_TODAY);
    await this.write(prescriber.caller, sessionId, 'identity-confirmed', {});
    await this.answer(patient.caller);
    await this.app.get(LocationsService, { strict: false }).state(patient.caller, team.patientId, HOME_STATE);
    await this.release(prescriber.caller, sessionId);
    await this.write(patient.caller, sessionId, 'dose-taken', {});
    const tokens = {
      patient: patient.token,
      chaperone: chaperone.token,
      therapist: therapist.token,
      prescriber: prescriber.token,
    };
    const [{ dosedAt } = { dosedAt: new Date(now) }] = await this.database.sql<{ dosedAt: Date }>`
      SELECT dosed_at AS "dosedAt" FROM dosing_session WHERE id = ${sessionId}`;
    return { sessionId, dosedAt: dosedAt.getTime(), tokens };
  }

  /** @param inMs from now to the reminder of the day before */
  async booking(inMs: number): Promise<Booking> {
    const team = await this.team();
    const remindAt = (await this.now()) + inMs;
    const { sessionId, appointmentId } = await this.place(team, remindAt + 24 * HOUR);
    return { sessionId, appointmentId, remindAt, patientToken: (await this.open(team.patientId)).token };
  }

  private place({ patientId }: Team, startsAt: number) {
    const times = { startsAt: new Date(startsAt), visitStartsAt: new Date(startsAt + 26 * HOUR) };
    return this.database.transact(async (tx) => {
      const placed = await this.app.get(CourseBooking).place(tx, { patientId, ...times, bookedBy: patientId });
      const act = { action: 'book', objectType: 'dosing-session', objectId: placed.sessionId, subjectPersonId: patientId };
      await this.app.get(Audit).record(tx, { personId: patientId, role: 'patient' }, act);
      return placed;
    });
  }

  /** The question without whose recent answer no dose is released: not at all. */
  private async answer(patient: Caller): Promise<void> {
    const given = { version: '1', linkId: '/44260-8', answer: { kind: 'codes', codes: ['LA6568-5'] } } as const;
    await this.app.get(IntakeService).answer(patient, patient.personId, 'phq-9', given);
  }

  private async release(prescriber: Caller, sessionId: string): Promise<void> {
    const watching = this.app.get(SessionWatchService);
    const [heartbeat] = await watching.heartbeats([sessionId]);
    await watching.watch(prescriber, sessionId, watching.proofFor(prescriber, heartbeat!));
    const { seq } = await this.app.get(GateService).evaluate(prescriber, sessionId);
    await this.database.transact((tx) => this.app.get(SignInService).grantStepUp(tx, prescriber));
    const { isReleased, gate } = await this.app.get(GateService).release(prescriber, sessionId, seq);
    if (!isReleased) throw new Error(`The gate of the crowd does not pass: ${JSON.stringify(gate.findings)}`);
  }

  private async write(caller: Caller, sessionId: string, type: Reported['type'], payload: object): Promise<void> {
    const reported = { id: randomUUID(), type, payload, happenedAt: await this.now() } as Reported;
    await this.app.get(SessionsService).record(caller, sessionId, reported);
  }

  private async open(personId: string, scope: string | null = null): Promise<{ token: string; caller: Caller }> {
    const signIns = this.app.get(SignInService);
    const token = await this.database.transact((tx) => signIns.open(tx, personId, scope, 12));
    return { token, caller: (await signIns.resolve(token))! };
  }

  /** Somebody without quiet hours: what is due in the storm must come in the storm, at whatever time of the day it blows. */
  private async person(tx: Tx, role: Caller['role']): Promise<string> {
    const name = `${role}-${++this.people}`;
    const phone = `+1 212 555 ${String(1000 + this.people)}`;
    const contact = role === 'chaperone' ? { phone } : { phone, email: `${CANARY}-${name}@test.example` };
    const personId = await this.app.get(IdentityService).add(tx, { role, displayName: name, zone: ZONE, ...contact });
    await tx.contactPreference.create({ data: { personId, quietFromMin: 0, quietToMin: 0 }, select: { personId: true } });
    return personId;
  }

  private async now(): Promise<number> {
    const [row] = await this.database.sql<{ now: Date }>`SELECT app_now() AS now`;
    return row!.now.getTime();
  }
}

const options = JSON.parse(process.argv[2] ?? '') as CrowdOptions;
const app = await NestFactory.createApplicationContext(CrowdModule, { logger: false });
const maker = new CrowdMaker(app);
await maker.clinic();
const bookings: Booking[] = [];
for (let i = 0; i < options.reminders; i++) {
  bookings.push(await maker.booking(options.firstReminderSec * SECOND + i * options.everyReminderSec * SECOND));
}
const sessions: LiveSession[] = [];
for (let i = 0; i < options.sessions; i++) sessions.push(await maker.live());
await app.close();
process.stdout.write(`${JSON.stringify({ sessions, bookings } satisfies Crowd)}\n`);
process.exit(0);
