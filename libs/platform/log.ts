import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, pino } from 'pino';
import { type Facts, Problem } from '#kernel';
import { sqlState } from './sql-state.js';

/** What may be said of an error: its kind and where it arose, never its message, which may quote values. */
function shapeOf(error: unknown): Record<string, unknown> {
  if (error instanceof Problem && error.cause === undefined && error.kind !== 'internal') return { problem: error.code };
  const cause = error instanceof Problem ? (error.cause ?? error) : error;
  const { name, stack, code } = (cause ?? {}) as { name?: unknown; stack?: unknown; code?: unknown };
  const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return {
    error: typeof name === 'string' ? name : typeof cause,
    ...(error instanceof Problem && { problem: error.code }),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(sqlState(cause) && { sqlState: sqlState(cause) }),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}

/** Structured lines on standard output: what happened, and ids. Also what Nest itself logs through. Injected by this class. */
export class Log implements LoggerService {
  private readonly out;

  constructor(destination?: DestinationStream) {
    this.out = pino(
      { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
      destination,
    );
  }

  info(event: string, facts: Facts = {}): void {
    this.out.info(facts, event);
  }

  /** Something went wrong and is being taken care of. */
  warning(event: string, facts: Facts = {}, error?: unknown): void {
    this.out.warn({ ...facts, ...(error !== undefined && shapeOf(error)) }, event);
  }

  /** Something went wrong that a person must look at. */
  failure(event: string, error: unknown, facts: Facts = {}): void {
    this.out.error({ ...facts, ...shapeOf(error) }, event);
  }

  // Nest's own interface; texts of the framework pass, objects are reduced to their shape.
  log(message: unknown, ...rest: unknown[]): void {
    this.out.debug({ context: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.out.warn({ context: rest.at(-1) }, typeof message === 'string' ? message : 'warning');
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof message === 'string') this.out.error({ context }, message);
    else this.out.error({ context, ...shapeOf(message) }, 'error');
  }
}
