import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { CompanionReadiness, EnrolmentService } from '#care';
import type { Role } from '#contracts';
import { CredentialsModule } from '#credentials';
import { type Caller, IdentityService } from '#identity';
import { IntegrationModule } from '#integration';
import { Clock, Database, type Db, PlatformModule, type Tx } from '#platform';
import { PreparationModule } from '#preparation';
import { ProtocolsService } from '#protocols';
import { type Setting, sublingualHome } from '#session-engine';

import { SupplyModule } from '#supply';
import { setAhead } from './database-server.mjs';
import { License } from './license.js';
import { readyAtHome } from './ready-at-home.js';
import { maySign, wholeProtocol } from './whole-protocol.js';

/** No daylight saving, so that a test reads the same on every day of the year: seven hours behind UTC. */
export const ZONE = 'America/Phoenix';
const [HALF_AN_HOUR, HOUR, DAY] = [1_800_000, 3_600_000, 86_400_000];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export type Hours = Readonly<{ fromMin: number; toMin: number }>;
/** What is signed for a patient, unless two doses at home with a week between them. `zone`: where they live. `goesOn`: another version. */
export type Signed = Readonly<{ doses?: number; minDaysBetween?: number; zone?: string; goesOn?: boolean; setting?: Setting }>;
const givenIn = (setting: Setting) => (setting === 'home' ? {} : { plan: { ...sublingualHome.plan, setting } });

export type TeamOf = Readonly<{ patient: Caller; chaperone: Caller; therapist: Caller; prescriber: Caller }>;

/** The services of the booking contexts on the database of a test file, without server, worker or sweep: nothing runs by itself. */
export class SmallClinic {
  private today: number | undefined;

  private constructor(
    private readonly app: INestApplicationContext,
    private readonly dataDir: string,
  ) {}

  /** @param contexts which are to be there; what they stand on comes with them */
  static async open(contexts: readonly Type[] = [IntegrationModule]): Promise<SmallClinic> {
    const dataDir = mkdtempSync(join(tmpdir(), 'hearth-small-'));
    process.env['HEARTH_DATA_DIR'] = dataDir;
    const all = [PlatformModule, CredentialsModule, SupplyModule, PreparationModule, ...contexts];
    const app = await Test.createTestingModule({ imports: all }).compile();
    const clinic = new SmallClinic(app, dataDir);
    const settings = { name: 'Test clinic', zone: ZONE, phone: '+1 212 555 0100', consentVersion: '1' };
    await clinic.read.clinicSettings.create({ data: settings });
    await clinic.transact((tx) => clinic.license.practice(tx));
    return clinic;
  }

  get<T>(service: Type<T>): T {
    return this.app.get(service, { strict: false });
  }

  get license(): License {
    return new License((service) => this.get(service));
  }

  get read(): Db {
    return this.get(Database).read;
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.get(Database).transact(work);
  }

  /** What a test has moved and planned: the clock runs as real time again, and nothing waits. */
  async clear(): Promise<void> {
    await this.get(Database).sql`DELETE FROM clock_offset`;
    await setAhead(process.env['DATABASE_URL']!);
    this.today = undefined;
    await this.get(Database).sql`DELETE FROM outbox_event`;
    await this.get(Database).sql`DELETE FROM clinic_settings`;
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /**
   * Midnight, local, at the beginning of the day so many days from today; plus hours. A test that runs over midnight goes on in the day
   * in which it began.
   */
  async at(days: number, hour = 0): Promise<Date> {
    const local = (await this.get(Clock).now()).getTime() - 7 * HOUR;
    const [day, intoDay] = [Math.floor(local / DAY), local % DAY];
    if (!(this.today === day - 1 && intoDay < HALF_AN_HOUR)) this.today = day;
    return new Date((this.today + days) * DAY + (7 + hour) * HOUR);
  }

  moveTo(at: Date): Promise<void> {
    this.today = undefined;
    return this.transact((tx) => this.get(Clock).advance(tx, at));
  }

  /** Somebody with a telephone, and an address unless a chaperone. @param hours on every day of the week; a clinician without any has no time */
  async person(role: Role, hours?: Hours, zone = ZONE): Promise<Caller> {
    const displayName = `Some ${role}`;
    const contact = { phone: '+1 212 555 0199', ...(role === 'chaperone' ? {} : { email: `${randomUUID()}@test.example` }) };
    const personId = await this.transact((tx) => this.get(IdentityService).add(tx, { role, displayName, zone, ...contact }));
    if (hours) await this.keepHours(personId, hours);
    return {
      personId,
      role,
      displayName,
      zone,
      signInId: randomUUID(),
      assurance: 'full',
      sessionScope: null,
      steppedUpAt: null,
    };
  }

  async keepHours(personId: string, hours: Hours): Promise<void> {
    const rows = EVERY_DAY.map((isoWeekday) => ({ id: randomUUID(), personId, isoWeekday, ...hours }));
    await this.read.workingHours.deleteMany({ where: { personId } });
    await this.read.workingHours.createMany({ data: rows });
  }

  /** A patient with two signed doses or others, in the care of the given clinicians or of new ones who work from 9 to 18 h. */
  async enrol(clinicians: Partial<Pick<TeamOf, 'therapist' | 'prescriber'>> = {}, signed: Signed = {}): Promise<TeamOf> {
    const day = { fromMin: 9 * 60, toMin: 18 * 60 };
    const therapist = clinicians.therapist ?? (await this.licensed(await this.person('therapist', day)));
    const prescriber = clinicians.prescriber ?? (await this.licensed(await this.person('prescriber', day)));
    const patient = await this.person('patient', undefined, signed.zone);
    const team = { therapist, prescriber, patient, chaperone: await this.person('chaperone') };
    await this.transact((tx) => this.admit(tx, team));
    await this.transact((tx) => this.sign(tx, team, signed));
    await this.transact((tx) => this.ready(tx, team));
    return team;
  }

  /** Somebody who may treat patients in Arizona, and prescribe to them if that is their part, for as long as any test lasts. */
  private async licensed(clinician: Caller): Promise<Caller> {
    await this.transact((tx) => this.license.clinician(tx, clinician));
    return clinician;
  }

  /** Into the care of their team, without any protocol. */
  async admit(tx: Tx, { patient, chaperone, therapist, prescriber }: TeamOf): Promise<void> {
    const signedBy = prescriber.personId;
    await this.get(EnrolmentService).enrol(tx, patient.personId, {
      team: { prescriberId: signedBy, therapistId: therapist.personId, chaperoneId: chaperone.personId },
      consentVersion: '1',
      card: { addressLine: '1 Test St', entryNote: '', allergies: '', localEmergencyNumber: '+1 212 555 0911' },
    });
    await this.get(CompanionReadiness).putAll(tx, chaperone.personId);
  }

  /** The patient has counted their medicine, and is prepared for the protocol that was signed last. */
  private ready(tx: Tx, { patient, therapist, prescriber }: TeamOf): Promise<void> {
    const who = { patientId: patient.personId, therapistId: therapist.personId, prescriberId: prescriber.personId };
    return readyAtHome((service) => this.get(service), tx, who);
  }

  /** Another protocol for a patient: it replaces what was signed before. */
  async sign(
    tx: Tx,
    { patient, prescriber }: TeamOf,
    { doses = 2, minDaysBetween = 7, goesOn = false, setting = 'home' }: Signed = {},
  ): Promise<void> {
    const who = { patientId: patient.personId, signedBy: prescriber.personId };
    await maySign(tx, this.license, who);
    const dosesMg = Array.from({ length: doses }, () => 100);
    await this.get(ProtocolsService).sign(tx, wholeProtocol(who, { minDaysBetween, dosesMg, goesOn, ...givenIn(setting) }));
  }

  /** Another version of a patient's protocol, with another distance between two sessions. */
  respace(team: TeamOf, minDaysBetween: number): Promise<void> {
    return this.transact((tx) => this.sign(tx, team, { minDaysBetween, goesOn: true }));
  }

  /** Outbox rows of one name that still wait, as their payloads with when they are due; soonest first. */
  waiting(name: string): Promise<{ payload: Record<string, unknown>; dueAt: Date }[]> {
    return this.get(Database).sql`
      SELECT payload, due_at AS "dueAt" FROM outbox_event
      WHERE name = ${name} AND done_at IS NULL AND voided_at IS NULL ORDER BY due_at`;
  }
}
