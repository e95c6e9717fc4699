import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RawServerDefault } from 'fastify';

/** A plan, a note or a questionnaire is a few kilobytes; files go another way. */
export const BODY_LIMIT_BYTES = 256 * 1024;

/** JSON only. An empty body is no body, and a prototype in it is refused. */
export function parseJsonBodies(app: NestFastifyApplication): void {
  const parseJson = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error');
  app.useBodyParser<RawServerDefault>('application/json', { bodyLimit: BODY_LIMIT_BYTES }, (request, body, done) =>
    body.length ? parseJson(request, body.toString('utf8'), done!) : done!(null, undefined),
  );
}
