import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config, Log } from '#platform';
import { ApiModule } from './api.module.js';
import { BODY_LIMIT_BYTES, parseJsonBodies } from './edge/body-parser.js';
import { answerMalformed } from './edge/malformed.js';
import { measure } from './edge/measure.js';
import { secureHeaders } from './edge/security.js';
import { SocketAdapter } from './edge/socket-adapter.js';
import { serveWeb } from './edge/web.js';

/** A large photo over a slow line takes minutes; who has not said all by then says nothing any more. */
const WHOLE_REQUEST_MS = 10 * 60_000;

/**
 * Makes the api, ready to listen; `init()` or `listen()` starts it.
 *
 * @param inside modules that run in the same process, as the worker's does in one-process mode
 */
export async function makeApi(inside: readonly Type[] = []): Promise<NestFastifyApplication> {
  @Module({ imports: [ApiModule, ...inside] })
  class Root {}
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    requestTimeout: WHOLE_REQUEST_MS,
    frameworkErrors: answerMalformed,
  });
  const app = await NestFactory.create<NestFastifyApplication>(Root, adapter, { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(Log));
  secureHeaders(app, app.get(Config));
  measure(app);
  parseJsonBodies(app);
  await serveWeb(app);
  app.useWebSocketAdapter(new SocketAdapter(app));
  return app;
}
