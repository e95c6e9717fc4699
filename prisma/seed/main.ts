import 'reflect-metadata';

import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';

import { EnrolmentService } from '#care';
import { DEMO_SIGN_INS, hashPassword, IdentityService, SignInService } from '#identity';
import { CourseBooking, VisitsService } from '#integration';
import { DAY } from '#kernel';
import { Clock, ClockWalk, Database, requireConfig } from '#platform';
import { ProtocolsService } from '#protocols';
import { ChaperoneLinkService, GateService, SessionsService, SessionWatchService } from '#sessions';
import { seedClinic, seedHours } from './clinic.js';
import { playEpisodes } from './episodes.js';
import { seedPeople } from './people.js';
import { SeedModule } from './seed.module.js';
import { Story } from './story.js';

/** The demo clinic begins this long ago: its past is played, not made up. */
const BEGINS_DAYS_AGO = 9;

/** Sets a clock that has never run to the beginning of the story. @returns false when this clinic has data already */
async function rewind(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM clinic_settings');
    if (rowCount) return false;
    await client.query('INSERT INTO clock_offset (offset_ms) VALUES ($1)', [-BEGINS_DAYS_AGO * DAY]);
    return true;
  } finally {
    await client.end();
  }
}

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
  };
}

/** @returns where the chaperones of today's sessions come in */
async function seed(app: INestApplicationContext): Promise<{ name: string; path: string; sessionId: string }[]> {
  const services = servicesOf(app);
  const { database, clock } = services;
  const began = await clock.now();
  const makers = {
    identity: app.get(IdentityService),
    enrolment: app.get(EnrolmentService),
    protocols: app.get(ProtocolsService),
    passwordHash: await hashPassword(DEMO_SIGN_INS[0]!.password),
  };
  const cast = await database.transact(async (tx) => {
    await seedClinic(tx);
    const people = await seedPeople(tx, makers);
    await seedHours(tx, people, began);
    return people;
  });
  const today = await playEpisodes(new Story(services, cast), began.getTime() + BEGINS_DAYS_AGO * DAY);
  const links = app.get(ChaperoneLinkService);
  return Promise.all(
    Object.entries(today).map(async ([name, sessionId]) => ({
      name,
      sessionId,
      path: await links.path(database.read, sessionId),
    })),
  );
}

async function seedAndClose(app: INestApplicationContext): ReturnType<typeof seed> {
  try {
    return await seed(app);
  } finally {
    await app.close();
  }
}

const { databaseUrl } = requireConfig(process.env);
const isFresh = await rewind(databaseUrl);
if (!isFresh) process.stdout.write('already seeded\n');
else {
  const app = await NestFactory.createApplicationContext(SeedModule, { logger: false });
  app.enableShutdownHooks();
  const links = await seedAndClose(app);
  const signIns = DEMO_SIGN_INS.map(({ role, name, email, password }) => ({ role, name, email, password }));
  process.stdout.write(`${JSON.stringify({ signIns, links })}\n`);
}
