import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { Log } from '#platform';
import { problemOf, toProblemJson } from './problem-json.js';
import { Refusals } from './refusals.js';

type Ack = (reply: unknown) => void;

/**
 * Acknowledges every failure of a socket event. Nest itself never calls the client's acknowledgement when a handler throws,
 * and a safety check that was refused would look like one that is still on its way.
 */
@Catch()
export class ProblemAckFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly refusals: Refusals,
  ) {}

  catch(thrown: unknown, context: ArgumentsHost): void {
    const refused = problemOf(thrown, this.log);
    this.refusals.ofEvent(refused, context);
    const problem = toProblemJson(refused);
    const ack = context.getArgs<unknown[]>().find((argument): argument is Ack => typeof argument === 'function');
    ack?.({ ok: false, problem });
  }
}
