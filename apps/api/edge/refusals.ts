import type { IncomingMessage } from 'node:http';
import { type ArgumentsHost, Injectable } from '@nestjs/common';
import type { Facts, Problem, ProblemKind } from '#kernel';
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

/** So many lines a minute about one kind of refusal of one place, and so many places: nobody fills a disk by being refused. Own choice. */
const MOST_LINES = 60;
const MOST_PLACES = 10_000;
const MINUTE_MS = 60_000;

/**
 * Tells the log of refusals: what was asked, by which sign-in, from where, and why not. A route by its template, never by its address, and
 * nothing of what was sent: both may hold ids of patients. The last line of a minute about one place says `isLast`.
 */
@Injectable()
export class Refusals {
  private lines = new Map<string, number>();
  private minute = 0;

  constructor(
    private readonly log: Log,
    private readonly origins: Origins,
  ) {}

  ofRequest({ code, kind }: Problem, { method, raw, caller, isOfDemo, is404, routeOptions }: Refused): void {
    if (!TOLD.has(kind) || isOfDemo) return;
    const route = is404 ? null : (routeOptions?.url ?? null); // null: whoever looks for pages that are not there
    const from = this.origins.of({ raw }).fingerprint;
    this.tell(from, { code, method, route, ...who(caller), from });
  }

  ofConnection({ code, kind }: Problem, raw: IncomingMessage): void {
    const from = this.origins.of({ raw }).fingerprint;
    if (TOLD.has(kind)) this.tell(from, { code, event: 'connection', ...who(undefined), from });
  }

  ofEvent({ code, kind }: Problem, context: ArgumentsHost): void {
    if (!TOLD.has(kind)) return;
    const socket = context.switchToWs();
    const { caller } = socket.getClient<{ data: { caller?: Caller } }>().data;
    this.tell(caller?.signInId ?? '', { code, event: socket.getPattern(), ...who(caller) });
  }

  private tell(place: string, facts: Facts & { code: string }): void {
    const minute = Math.floor(performance.now() / MINUTE_MS);
    if (minute !== this.minute) [this.minute, this.lines] = [minute, new Map()];
    const key = `${place} ${facts.code}`;
    const line = (this.lines.get(key) ?? 0) + 1;
    if (line > MOST_LINES || (line === 1 && this.lines.size >= MOST_PLACES)) return;
    this.lines.set(key, line);
    this.log.info('refused', { ...facts, ...(line === MOST_LINES && { isLast: true }) });
  }
}

const who = (caller: Caller | undefined) =>
  caller ? { personId: caller.personId, role: caller.role, signInId: caller.signInId } : { personId: null };
