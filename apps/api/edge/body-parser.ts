import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RawServerDefault } from 'fastify';

/** A plan, a note or a questionnaire is a few kilobytes; files go another way. */
export const BODY_LIMIT_BYTES = 256 * 1024;

/** Forms come from providers that know nothing else, and to their addresses only. */
const FORMS = /^\/v1\/webhooks\//;
const FORM_LIMIT_BYTES = 16 * 1024;

/** Files are no JSON, and come to their addresses only; whoever takes them counts the bytes. */
const FILES = /^\/v1\/patients\/[^/]+\/documents\/[^/]+\/content$/;

/** JSON only, but for what providers send, and files, which are handed on as they come. An empty body is no body, and a prototype in it is refused. */
export function parseJsonBodies(app: NestFastifyApplication): void {
  const parseJson = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error');
  app.useBodyParser<RawServerDefault>('application/json', { bodyLimit: BODY_LIMIT_BYTES }, (request, body, done) =>
    body.length ? parseJson(request, body.toString('utf8'), done!) : done!(null, undefined),
  );
  app.useBodyParser<RawServerDefault>(
    'application/x-www-form-urlencoded',
    { bodyLimit: FORM_LIMIT_BYTES },
    (request, body, done) =>
      FORMS.test(request.url)
        ? done!(null, Object.fromEntries(new URLSearchParams(body.toString('utf8'))))
        : done!(new UnsupportedMediaTypeException(), undefined),
  );
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser('application/octet-stream', (request, payload, done) =>
      FILES.test(request.url) ? done(null, payload) : done(new UnsupportedMediaTypeException(), undefined),
    );
}
