import type { IncomingMessage } from 'node:http';
import { type ArgumentsHost, Injectable } from '@nestjs/common';
import type { Problem, ProblemKind } from '#kernel';
import { Log } from '#platform';
import type { Caller } from './caller.js';
import { Origins } from './origins.js';

/** What may be somebody who tries what they may not. Two who want the same at once (`conflict`) are none, and our own faults are logged as such. */
const TOLD: ReadonlySet<ProblemKind> = new Set([
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'too-large',
  'refused',
  'too-many',
]);

type Refused = Readonly<{
  method: string;
  raw: IncomingMessage;
  caller?: Caller;
  isOfDemo?: boolean;
  is404?: boolean;
  routeOptions?: { url?: string | undefined };
}>;

/**
 * Tells the log of every refusal: what was asked, by which sign-in, from where, and why not. A route by its template, never by its
 * address, and nothing of what was sent: both may hold ids of patients.
 */
@Injectable()
export class Refusals {
  constructor(
    private readonly log: Log,
    private readonly origins: Origins,
  ) {}

  ofRequest({ code, kind }: Problem, { method, raw, caller, isOfDemo, is404, routeOptions }: Refused): void {
    if (!TOLD.has(kind) || isOfDemo) return;
    const route = is404 ? null : (routeOptions?.url ?? null); // null: whoever looks for pages that are not there
    this.log.info('refused', { code, method, route, ...who(caller), from: this.origins.of({ raw }).fingerprint });
  }

  ofConnection({ code, kind }: Problem, raw: IncomingMessage): void {
    if (TOLD.has(kind))
      this.log.info('refused', { code, event: 'connection', ...who(undefined), from: this.origins.of({ raw }).fingerprint });
  }

  ofEvent({ code, kind }: Problem, context: ArgumentsHost): void {
    if (!TOLD.has(kind)) return;
    const socket = context.switchToWs();
    const { caller } = socket.getClient<{ data: { caller?: Caller } }>().data;
    this.log.info('refused', { code, event: socket.getPattern(), ...who(caller) });
  }
}

const who = (caller: Caller | undefined) =>
  caller ? { personId: caller.personId, role: caller.role, signInId: caller.signInId } : { personId: null };
