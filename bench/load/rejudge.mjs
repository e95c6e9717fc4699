// A program of its own: the statement that finds what is not covered, and the pass that does something about it.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CoverPass, IntegrationModule } from '#integration';
import { Database, PlatformModule } from '#platform';

class Root {}
Module({ imports: [PlatformModule, IntegrationModule] })(Root);

const app = await NestFactory.createApplicationContext(Root, { logger: false });
const [database, cover] = [app.get(Database), app.get(CoverPass, { strict: false })];

const WORK = {
  floor: async () => {
    const rows = await database.sql`
      SELECT appointment_id, person_id FROM appointment_cover WHERE starts_at >= app_now() AND NOT has_authority`;
    return rows.length;
  },
  hearth: () => database.transact((tx) => cover.run(tx)),
};

async function answer({ open, what }) {
  if (open) return { ready: true };
  const began = performance.now();
  const found = await WORK[what]();
  return { ms: performance.now() - began, found };
}

process.on('message', (message) => void answer(message).then((reply) => process.send(reply)));
