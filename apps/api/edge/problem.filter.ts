import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Log } from '#platform';
import { problemOf, toProblemJson } from './problem-json.js';
import { Refusals } from './refusals.js';

/** When to ask again what nobody could answer, in s. */
const SOON_SEC = 1;

/** Answers every failure of an HTTP request as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly log: Log,
    private readonly refusals: Refusals,
  ) {}

  catch(thrown: unknown, context: ArgumentsHost): void {
    const { httpAdapter } = this.host;
    const reply = context.switchToHttp().getResponse<unknown>();
    if (httpAdapter.isHeadersSent(reply)) return;
    const problem = problemOf(thrown, this.log);
    this.refusals.ofRequest(problem, context.switchToHttp().getRequest());
    const { retryAfterSec = problem.kind === 'unavailable' ? SOON_SEC : null } = problem.facts;
    if (typeof retryAfterSec === 'number') httpAdapter.setHeader(reply, 'Retry-After', String(retryAfterSec));
    httpAdapter.setHeader(reply, 'Content-Type', 'application/problem+json; charset=utf-8');
    httpAdapter.setHeader(reply, 'Cache-Control', 'no-store');
    const body = toProblemJson(problem);
    httpAdapter.reply(reply, body, body.status);
  }
}
