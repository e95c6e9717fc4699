import 'reflect-metadata';

import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { ClinicAlertsService } from '#alerts';
import { AssessmentsService, IntakeService, TrialsService } from '#assessments';
import { Audit } from '#audit';
import { ClausePublication, CompanionNaming, ConsentSigning, EnrolmentService } from '#care';
import { LegalBasesService, LicencesService, LocationsService, PdmpService, PrescribingRulesService } from '#credentials';
import { DEMO_SIGN_INS, hashPassword, IdentityService, SignInService } from '#identity';
import { CourseBooking, VisitsService } from '#integration';
import { DAY } from '#kernel';
import { WritingService } from '#messaging';
import { ProfilesService, SearchesService, WishesService } from '#pairing';
import { Clock, ClockWalk, Database, requireConfig } from '#platform';
import { PreparationMaking } from '#preparation';
import { ProtocolsService, TemplatesService } from '#protocols';
import { AddendaService, ChartEntriesService, NotesService } from '#record';
import { CaseSteps, CasesService, OffersService } from '#screening';
import { ChaperoneLinkService, GateService, SessionsService, SessionWatchService } from '#sessions';
import { CountsService, SupplyService, SupplyStock } from '#supply';
import { seedAtHome } from './at-home.js';
import { BEGINS_DAYS_AGO, onEmptyDatabase } from './beginning.js';
import { seedClinic, seedHours } from './clinic.js';
import { seedCompanions } from './companions.js';
import { seedConsents } from './consents.js';
import { playEpisodes } from './episodes.js';
import { seedLicences } from './licences.js';
import { type PairingActs, seedPairing } from './pairing.js';
import { seedPeople } from './people.js';
import { seedPrescribing } from './prescribing.js';
import { PUBLISHED, seedProtocols, statedPlaces } from './protocols.js';
import { SeedModule } from './seed.module.js';
import { Story } from './story.js';

function servicesOf(app: INestApplicationContext) {
  return {
    database: app.get(Database),
    clock: app.get(Clock),
    walk: app.get(ClockWalk),
    signIns: app.get(SignInService),
    courses: app.get(CourseBooking),
    sessions: app.get(SessionsService),
    watching: app.get(SessionWatchService),
    gate: app.get(GateService),
    visits: app.get(VisitsService),
    writing: app.get(WritingService),
    audit: app.get(Audit, { strict: false }),
    intake: app.get(IntakeService, { strict: false }),
    assessments: app.get(AssessmentsService, { strict: false }),
    trials: app.get(TrialsService, { strict: false }),
    locations: app.get(LocationsService),
    templates: app.get(TemplatesService),
    cases: app.get(CasesService),
    steps: app.get(CaseSteps),
    offers: app.get(OffersService),
    supply: app.get(SupplyService, { strict: false }),
    counts: app.get(CountsService, { strict: false }),
    alerts: app.get(ClinicAlertsService, { strict: false }),
    chart: app.get(ChartEntriesService),
    notes: app.get(NotesService),
    addenda: app.get(AddendaService),
  };
}

const registersOf = (app: INestApplicationContext) => ({
  rules: app.get(PrescribingRulesService),
  bases: app.get(LegalBasesService),
  pdmp: app.get(PdmpService),
});

/** Everybody at once, on a machine that may be busy; nobody else is here to be kept waiting. In ms. */
const UNHURRIED = { maxWait: 5_000, timeout: 60_000 };

/** @returns where the chaperones of today's sessions come in */
async function seed(app: INestApplicationContext): Promise<{ name: string; path: string; sessionId: string }[]> {
  const services = servicesOf(app);
  const { database, clock } = services;
  const began = await clock.now();
  const makers = {
    identity: app.get(IdentityService),
    enrolment: app.get(EnrolmentService),
    passwordHash: await hashPassword(DEMO_SIGN_INS[0]!.password),
  };
  const signers = { publication: app.get(ClausePublication), signing: app.get(ConsentSigning), audit: services.audit };
  const cast = await database.transact(async (tx) => {
    await seedClinic(tx);
    const people = await seedPeople(tx, makers);
    await seedConsents(tx, signers, people);
    await seedHours(tx, people, began);
    await seedLicences(tx, app.get(LicencesService), people, began.getTime());
    await seedCompanions(tx, app.get(CompanionNaming), people);
    await seedPrescribing(tx, registersOf(app), people, began.getTime());
    return people;
  }, UNHURRIED);
  const story = new Story(services, cast);
  for (const code of PUBLISHED) await story.publish('helen', code);
  for (const [patient, place] of statedPlaces) await story.isAt(patient, place);
  const atHome = {
    stock: app.get(SupplyStock, { strict: false }),
    preparing: app.get(PreparationMaking, { strict: false }),
  };
  await database.transact(async (tx) => {
    await seedProtocols(tx, app.get(ProtocolsService), cast, began.getTime());
    await seedAtHome(tx, atHome, cast, began.getTime());
  }, UNHURRIED);
  const today = await playEpisodes(story, began.getTime() + BEGINS_DAYS_AGO * DAY);
  const pairing: PairingActs = {
    profiles: app.get(ProfilesService),
    wishes: app.get(WishesService),
    searches: app.get(SearchesService),
  };
  await seedPairing(story, pairing);
  await story.leave();
  const links = app.get(ChaperoneLinkService);
  return Promise.all(
    Object.entries(today).map(async ([name, sessionId]) => ({
      name,
      sessionId,
      path: await links.pathOnDuty(database.read, sessionId),
    })),
  );
}

/** Sign-ins and links for whoever started this, whole or not at all. */
class Memory {
  private readonly path: string;

  constructor(dataDir: string) {
    this.path = join(dataDir, 'demo.json');
    mkdirSync(dataDir, { recursive: true });
  }

  prepare(text: string): void {
    writeFileSync(`${this.path}.new`, text, { mode: 0o600 });
  }

  /** Once the database says that the clinic is whole. */
  keep(): void {
    if (existsSync(`${this.path}.new`)) renameSync(`${this.path}.new`, this.path);
  }
}

async function tell(memory: Memory): Promise<string> {
  const app = await NestFactory.createApplicationContext(SeedModule, { logger: false });
  app.enableShutdownHooks();
  try {
    const links = await seed(app);
    const signIns = DEMO_SIGN_INS.map(({ about: _, ...signIn }) => signIn);
    const told = JSON.stringify({ signIns, links });
    memory.prepare(told);
    return told;
  } finally {
    await app.close();
  }
}

const { databaseUrl, dataDir } = requireConfig(process.env);
const memory = new Memory(dataDir);
// only whoever owns the tables can clear what a killed seed has left
const told = await onEmptyDatabase(process.env['DATABASE_MIGRATE_URL'] || databaseUrl, () => tell(memory));
memory.keep();
process.stdout.write(`${told ?? 'already seeded'}\n`);
