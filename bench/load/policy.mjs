// The access predicate with its one statement, asked again and again: what it costs of a request.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CareModule, CareService } from '#care';
import { Database, PlatformModule } from '#platform';

const CLIENTS = 8;
class Root {}
Module({ imports: [PlatformModule, CareModule] })(Root);

const app = await NestFactory.createApplicationContext(Root, { logger: false });
const care = app.get(CareService);
const ties = await app.get(Database).sql`
  SELECT a.patient_id, a.person_id, p.role FROM care_assignment a JOIN person p ON p.id = a.person_id WHERE p.role <> 'chaperone'`;

async function run(seconds) {
  const until = performance.now() + seconds * 1_000;
  let asked = 0;
  const work = async () => {
    while (performance.now() < until) {
      const { patient_id: patientId, person_id: personId, role } = ties[asked++ % ties.length];
      const ground = await care.findGround({ personId, role, sessionScope: null }, patientId, 'session');
      if (ground !== 'assignment') throw new Error(`the predicate says ${ground}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, work));
  return { asked };
}
process.on('message', ({ seconds }) => void run(seconds).then((reply) => process.send(reply)));
