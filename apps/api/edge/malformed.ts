import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestProblems } from '#platform';
import { toProblemJson } from './problem-json.js';

/** Answers what Fastify refuses before any hook or filter sees it, such as an address that cannot be decoded. */
export function answerMalformed(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const body = toProblemJson(requestProblems.invalid());
  void reply
    .code(body.status)
    .headers({
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    })
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body);
}
