import { lookup } from 'node:dns/promises';
import { get as getHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as getHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';

import type { CalendarProblem } from '#contracts';
import { Config } from '#platform';
import { isPublic } from './public-address.js';

export type Fetched = Readonly<{ text: string } | { problem: CalendarProblem }>;

/** A calendar of many years has some hundred kB; reading one holds up the process. */
const MOST_BYTES = 2_000_000;
/** Shorter than the lease of an outbox row; real time. */
const LONGEST_MS = 15_000;
const MOST_REDIRECTS = 3;

class NotFetched extends Error {
  constructor(readonly problem: CalendarProblem) {
    super(problem);
  }
}

/**
 * Reads a calendar from an address that a person has given us. It must not become a way into the clinic's own network: only https at its
 * own port, and only where every address behind the name is public; the one that was judged is the one that is connected to, also after a redirect.
 */
@Injectable()
export class RemoteCalendar {
  private readonly allowsLocal: boolean;

  constructor({ allowsLocalCalendars }: Config) {
    this.allowsLocal = allowsLocalCalendars;
  }

  /** @returns null when it is no address that could ever be read */
  parse(text: string): URL | null {
    const address = URL.parse(text.trim().replace(/^webcals?:\/\//i, 'https://'));
    return address && this.isAllowed(address) ? address : null;
  }

  private isAllowed({ protocol, hostname, port }: URL): boolean {
    if (this.allowsLocal && (protocol === 'http:' || protocol === 'https:')) return true;
    const host = hostname.replace(/^\[|\]$/g, '');
    return protocol === 'https:' && port === '' && (isIP(host) === 0 || isPublic(host));
  }

  async fetch(text: string): Promise<Fetched> {
    const signal = AbortSignal.timeout(LONGEST_MS);
    try {
      return { text: await this.follow(text, signal) };
    } catch (error) {
      if (error instanceof NotFetched) return { problem: error.problem };
      return { problem: signal.aborted ? 'too-slow' : 'unreachable' };
    }
  }

  private async follow(text: string, signal: AbortSignal): Promise<string> {
    let address = this.parse(text);
    for (let hops = 0; address && hops <= MOST_REDIRECTS; hops++) {
      const response = await this.ask(address, signal);
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return bodyOf(response);
      response.destroy();
      if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) throw new NotFetched(problemOf(statusCode));
      address = URL.parse(headers.location, address.href);
      if (address && !this.isAllowed(address)) address = null;
    }
    throw new NotFetched('address-refused');
  }

  private ask(address: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const headers = { accept: 'text/calendar', 'accept-encoding': 'identity', 'user-agent': 'Hearth' };
    const options: RequestOptions = { signal, headers, agent: false, lookup: this.lookup };
    const get = address.protocol === 'http:' ? getHttp : getHttps;
    return new Promise((done, failed) => {
      get(address, options, done).on('error', failed);
    });
  }

  /** Takes the place of the usual look-up: what the socket connects to is what was judged. */
  private readonly lookup: LookupFunction = (host, options, done) => {
    lookup(host, { all: true, family: options.family === 6 ? 6 : options.family === 4 ? 4 : 0 }).then(
      (found) => {
        const [first] = found;
        if (!first || (!this.allowsLocal && !found.every(({ address }) => isPublic(address))))
          done(new NotFetched('address-refused'), []);
        else if (options.all) done(null, found);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    );
  };
}

function problemOf(status: number): CalendarProblem {
  if (status === 401 || status === 403) return 'not-allowed';
  if (status === 404 || status === 410) return 'not-found';
  return status >= 500 ? 'unreachable' : 'refused';
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) throw new NotFetched('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
