// Floor of the access rows: Nest on Fastify with one handler, which runs one prepared SELECT and one audit INSERT. No guard, no cookie.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(`
  CREATE TABLE entry (session int NOT NULL, seq int NOT NULL, type text NOT NULL, payload jsonb NOT NULL, PRIMARY KEY (session, seq));
  CREATE TABLE audit (id uuid PRIMARY KEY, actor uuid NOT NULL, action text NOT NULL, session int NOT NULL, at timestamptz NOT NULL DEFAULT now());`);
const SELECT = 'SELECT seq, type, payload FROM entry WHERE session = $1 AND seq > $2 ORDER BY seq';
const INSERT = 'INSERT INTO audit (id, actor, action, session) VALUES ($1, $2, $3, $4)';
const actor = randomUUID();

class Reads {
  async read(session) {
    const { rows } = await pool.query({ name: 'read', text: SELECT, values: [Number(session), 0] });
    await pool.query({ name: 'audit', text: INSERT, values: [randomUUID(), actor, 'read', Number(session)] });
    return { entries: rows, lastSeq: rows.length, serverTime: new Date().toISOString() };
  }
}
Get('read/:session')(Reads.prototype, 'read', Object.getOwnPropertyDescriptor(Reads.prototype, 'read'));
Param('session')(Reads.prototype, 'read', 0);
Controller()(Reads);
class Root {}
Module({ controllers: [Reads] })(Root);

const app = await NestFactory.create(Root, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.send({ port: app.getHttpServer().address().port });
