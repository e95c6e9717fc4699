// A program of its own: brings patients from booking to the dose through Hearth's own services, several at a time.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { IntakeService } from '#assessments';
import { LocationsService } from '#credentials';
import { SignInService } from '#identity';
import { CourseBooking, IntegrationModule } from '#integration';
import { Database, PlatformModule } from '#platform';
import { GateService, SessionsModule, SessionsService, SessionWatchService } from '#sessions';
import { license, practice, STATE } from './licences.mjs';
import { enrol, signIn } from './people.mjs';
import { readyAtHome } from './ready-at-home.mjs';

const AT_ONCE = 8;
const CALM = { systolicMmHg: 122, diastolicMmHg: 78, heartRateBpm: 70, hasSymptoms: false };
const TODAY = {
  ...{ ateHoursAgo: 8, drankHoursAgo: 3, alcoholOrCannabis: 'none', tookSedative: false, tookOtherDrug: false },
  ...{ isMedicineAsAgreed: true, mayBePregnant: false, hasUrinarySymptoms: false, isSomethingNew: false },
};

class Root {}
Module({ imports: [PlatformModule, SessionsModule, IntegrationModule] })(Root);

const client = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const patients = await enrol(client, { teams: Number(process.argv[2]), patientsPerTeam: 1 });
await practice(client);
await license(client, patients);
const app = await NestFactory.createApplicationContext(Root, { logger: false });
const [database, courses, signIns] = [
  app.get(Database),
  app.get(CourseBooking, { strict: false }),
  app.get(SignInService, { strict: false }),
];
const [sessions, gate, watching] = [SessionsService, GateService, SessionWatchService].map((one) =>
  app.get(one, { strict: false }),
);

const [intake, locations] = [IntakeService, LocationsService].map((one) => app.get(one, { strict: false }));
/** Without a recent answer to it no dose is released. */
const ITEM_9 = { version: '1', linkId: '/44260-8', answer: { kind: 'codes', codes: ['LA6568-5'] } };

const record = (caller, sessionId, type, payload = {}) =>
  sessions.record(caller, sessionId, { id: randomUUID(), type, payload, happenedAt: Date.now() });

/** @returns the session's id and the cookies of everybody in it */
async function dosed({ patientId, chaperoneId, therapistId, prescriberId }) {
  const startsAt = new Date();
  const course = { patientId, startsAt, visitStartsAt: new Date(startsAt.getTime() + 86_400_000), bookedBy: patientId };
  const { sessionId } = await database.transact((tx) => courses.place(tx, course));
  await database.transact((tx) =>
    readyAtHome((one) => app.get(one, { strict: false }), tx, { patientId, chaperoneId, therapistId, prescriberId }),
  );
  const people = [
    { personId: chaperoneId, sessionScope: sessionId },
    ...[patientId, therapistId, prescriberId].map((personId) => ({ personId, sessionScope: null })),
  ];
  const tokens = await signIn(client, people);
  const [chaperone, patient, , prescriber] = await Promise.all(tokens.map((token) => signIns.resolve(token)));
  await record(chaperone, sessionId, 'arrival');
  await record(chaperone, sessionId, 'vitals', CALM);
  await record(patient, sessionId, 'today-answers', TODAY);
  await record(prescriber, sessionId, 'identity-confirmed');
  await intake.answer(patient, patientId, 'phq-9', ITEM_9);
  await locations.state(patient, patientId, STATE);
  const [heartbeat] = await watching.heartbeats([sessionId]);
  await watching.watch(prescriber, sessionId, watching.proofFor(prescriber, heartbeat));
  const { seq } = await gate.evaluate(prescriber, sessionId);
  const { isReleased, gate: found } = await gate.release(prescriber, sessionId, seq);
  if (!isReleased) throw new Error(`a gate of the bench clinic does not pass: ${JSON.stringify(found.findings)}`);
  await record(patient, sessionId, 'dose-taken');
  return { id: sessionId, tokens };
}

const rooms = [];
const waiting = [...patients];
const work = async () => {
  for (let next = waiting.pop(); next; next = waiting.pop()) rooms.push(await dosed(next));
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
// what the bookings promised would be sent in the middle of what is measured
await client.query('UPDATE outbox_event SET done_at = app_now() WHERE done_at IS NULL AND voided_at IS NULL');
await app.close();
await client.end();
process.send({ rooms }, () => process.exit());
