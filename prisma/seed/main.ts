import 'reflect-metadata';

import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { AftercareService } from '#aftercare';
import { ClinicAlertsService } from '#alerts';
import { AssessmentsService, IntakeService, TrialsService } from '#assessments';
import { Audit } from '#audit';
import {
  ClausePublication,
  CompanionNaming,
  CompanionReadiness,
  ConsentSigning,
  EmergencyPlanService,
  EnrolmentService,
} from '#care';
import { LegalBasesService, LicencesService, LocationsService, PdmpService, PrescribingRulesService } from '#credentials';
import { OutsideReleasesService } from '#documents';
import { DEMO_SIGN_INS, hashPassword, IdentityService, SignInService } from '#identity';
import { IncidentsService } from '#incidents';
import { CourseBooking, VisitsService } from '#integration';
import { JournalService } from '#journal';
import { DAY } from '#kernel';
import { WritingService } from '#messaging';
import { ProfilesService, SearchesService, WishesService } from '#pairing';
import { Clock, ClockWalk, Database, requireConfig } from '#platform';
import { PreparationMaking } from '#preparation';
import { EnrolmentsService, ProgrammesService } from '#programmes';
import { ClinicPauseLimits, ProtocolsService, TemplatesService } from '#protocols';
import { AddendaService, ChartEntriesService, NotesService, SessionNotesService } from '#record';
import { CaseSteps, CasesService, DecisionsService, IdentityChecks, OffersService } from '#screening';
import { ChaperoneLinkService, GateService, InClinicService, SessionsService, SessionWatchService } from '#sessions';
import { ClinicStock, CountsService, SupplyService, SupplyStock } from '#supply';
import { seedAtHome } from './at-home.js';
import { BEGINS_DAYS_AGO, onEmptyDatabase } from './beginning.js';
import { seedClinic, seedHours } from './clinic.js';
import { seedCompanions } from './companions.js';
import { seedConsents } from './consents.js';
import { playEpisodes } from './episodes.js';
import { ClinicEpisodes, seedInClinic } from './in-clinic.js';
import { seedIncidents } from './incidents.js';
import { seedLicences } from './licences.js';
import { type PairingActs, seedPairing } from './pairing.js';
import { seedPauseLimits } from './pause-limits.js';
import { type Cast, seedPeople } from './people.js';
import { seedPrescribing } from './prescribing.js';
import { seedProgrammes } from './programmes.js';
import { PUBLISHED, seedProtocols, statedPlaces } from './protocols.js';
import { SeedModule } from './seed.module.js';
import { seedSessionNotes } from './session-notes.js';
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
    aftercare: app.get(AftercareService, { strict: false }),
    journal: app.get(JournalService),
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

/** What the clinic's own rooms are made with. */
const roomsOf = (app: INestApplicationContext) => ({
  plans: app.get(EmergencyPlanService, { strict: false }),
  stock: app.get(ClinicStock, { strict: false }),
  preparing: app.get(PreparationMaking, { strict: false }),
  protocols: app.get(ProtocolsService),
});

async function lotOf(app: INestApplicationContext, medication: string): Promise<string> {
  const lots = await app.get(ClinicStock, { strict: false }).lots(app.get(Database).read);
  return lots.find((lot) => lot.medication === medication)!.lotId;
}

const programmeActsOf = (app: INestApplicationContext) => ({
  programmes: app.get(ProgrammesService),
  enrolments: app.get(EnrolmentsService),
  identities: app.get(IdentityChecks),
  decisions: app.get(DecisionsService),
  releases: app.get(OutsideReleasesService, { strict: false }),
});

/** Everybody at once, on a machine that may be busy; nobody else is here to be kept waiting. In ms. */
const UNHURRIED = { maxWait: 5_000, timeout: 60_000 };

/** What is signed, and the medicine of it, at home and in the clinic. */
async function seedDoses(app: INestApplicationContext, cast: Cast, nowMs: number): Promise<void> {
  const atHome = {
    stock: app.get(SupplyStock, { strict: false }),
    preparing: app.get(PreparationMaking, { strict: false }),
  };
  await app.get(Database).transact(async (tx) => {
    await seedProtocols(tx, app.get(ProtocolsService), cast, nowMs);
    await seedAtHome(tx, atHome, cast, nowMs);
    await seedInClinic(tx, roomsOf(app), cast, nowMs);
  }, UNHURRIED);
}

/** @returns where the chaperones of today's sessions come in */
async function seed(app: INestApplicationContext): Promise<{ name: string; path: string; sessionId: string }[]> {
  const services = servicesOf(app);
  const { database, clock } = services;
  const began = await clock.now();
  const makers = {
    identity: app.get(IdentityService),
    enrolment: app.get(EnrolmentService),
    companions: app.get(CompanionReadiness),
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
  await seedPauseLimits(story, app.get(ClinicPauseLimits));
  for (const [patient, place] of statedPlaces) await story.isAt(patient, place);
  await seedDoses(app, cast, began.getTime());
  await seedProgrammes(story, programmeActsOf(app));
  const clinic = new ClinicEpisodes(story, app.get(InClinicService), { lotOf: (medication) => lotOf(app, medication) });
  const today = await playEpisodes(story, clinic, began.getTime() + BEGINS_DAYS_AGO * DAY);
  const pairing: PairingActs = {
    profiles: app.get(ProfilesService),
    wishes: app.get(WishesService),
    searches: app.get(SearchesService),
  };
  await seedPairing(story, pairing);
  await seedIncidents(story, app.get(IncidentsService, { strict: false }), began.getTime());
  const notes = app.get(SessionNotesService);
  await seedSessionNotes(story, notes, today['sam']!, (await clock.now()).getTime());
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
