// Floor of the row slots.http: Nest on Fastify with one handler, which runs the one query for taken times and answers with the same JSON.
import 'reflect-metadata';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import pg from 'pg';
import { LENGTH_MIN } from '../slots-workloads.mjs';
import { direct, offsetsByDay } from './slots-direct.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const { workload, tables } = JSON.parse(process.env.WORKLOAD);
const [DAY, offsets] = [86_400_000, offsetsByDay(workload, tables)];
const [from, to] = [workload.first, workload.first + workload.days].map((day) => new Date(day * DAY));
await pool.query(`
  CREATE EXTENSION IF NOT EXISTS btree_gist;
  CREATE TABLE taken (person uuid NOT NULL, during tstzrange NOT NULL, EXCLUDE USING gist (person WITH =, during WITH &&))`);
const SELECT = `SELECT extract(epoch FROM lower(during))::float8 * 1000 AS "from", extract(epoch FROM upper(during))::float8 * 1000 AS "to"
  FROM taken WHERE person = $1 AND during && tstzrange($2, $3)`;

class Slots {
  async read(person) {
    const { rows: busy } = await pool.query({ name: 'busy', text: SELECT, values: [person, from, to] });
    const [own] = workload.people;
    const starts = direct({ ...workload, people: [{ ...own, busy }] }, offsets);
    return { zone: own.zone, lengthMin: LENGTH_MIN, starts: starts.map((at) => new Date(at).toISOString()), reason: null };
  }
}
Get('slots/:person')(Slots.prototype, 'read', Object.getOwnPropertyDescriptor(Slots.prototype, 'read'));
Param('person')(Slots.prototype, 'read', 0);
Controller()(Slots);
class Root {}
Module({ controllers: [Slots] })(Root);

const app = await NestFactory.create(Root, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.send({ port: app.getHttpServer().address().port });
