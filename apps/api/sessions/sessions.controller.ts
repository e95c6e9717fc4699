import { Controller, Res } from '@nestjs/common';

import {
  evaluateGate,
  listSessions,
  openCapability,
  readBoard,
  readEntries,
  readSession,
  recordEntry,
  releaseDose,
} from '#contracts';
import type { Caller } from '#identity';
import { GateService, LiveSessionService, SessionReading, SessionsService } from '#sessions';
import { Limited } from '../edge/limited.js';
import { Also, SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';
import { entriesJson, summaryJson, tileJson } from './entry-json.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly live: LiveSessionService,
    private readonly reading: SessionReading,
    private readonly gate: GateService,
    private readonly cookie: SignInCookie,
  ) {}

  @SignedIn('patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'external', 'admin')
  @Serves(listSessions)
  async list(@Asks() caller: Caller, @Input() { query }: In<typeof listSessions>) {
    const { sessions, next, now } = await this.live.list(caller, query.when, query.before);
    return {
      sessions: sessions.map((session) => ({ ...summaryJson(session), phase: session.phase })),
      next,
      serverTime: now.toISOString(),
    };
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(readBoard)
  async board(@Asks() caller: Caller) {
    const { tiles, watching, now } = await this.live.board(caller);
    return { tiles: tiles.map(tileJson), watching, serverTime: now.toISOString() };
  }

  @SignedIn()
  @Also('capability')
  @Serves(readSession)
  async read(@Asks() caller: Caller, @Input() { params }: In<typeof readSession>) {
    const { now, card, onCallName, clinicPhone, ...tile } = await this.live.open(caller, params.sessionId);
    return { ...tileJson(tile), card, onCallName, clinicPhone, serverTime: now.toISOString() };
  }

  @SignedIn()
  @Also('capability')
  @Serves(readEntries)
  async entries(@Asks() caller: Caller, @Input() { params, query }: In<typeof readEntries>) {
    const { entries, lastSeq, now } = await this.reading.catchUp(caller, params.sessionId, query.after);
    return { entries: entriesJson(entries), lastSeq, serverTime: now.toISOString() };
  }

  @SignedIn('patient', 'chaperone', 'therapist', 'prescriber', 'physician')
  @Also('capability')
  @Limited('safety')
  @Serves(recordEntry)
  async record(@Asks() caller: Caller, @Input() { params, body }: In<typeof recordEntry>) {
    const entries = await this.sessions.record(caller, params.sessionId, { ...body, happenedAt: Date.parse(body.happenedAt) });
    return { seq: entries[0]!.seq, entries: entriesJson(entries) };
  }

  @SignedIn('patient', 'chaperone')
  @Serves(openCapability)
  async openCapability(
    @Asks() caller: Caller,
    @Input() { params }: In<typeof openCapability>,
    @Res({ passthrough: true }) reply: unknown,
  ): Promise<null> {
    this.cookie.setCapability(reply, await this.sessions.openCapability(caller, params.sessionId));
    return null;
  }

  @SignedIn('prescriber', 'physician')
  @Serves(evaluateGate)
  evaluateGate(@Asks() caller: Caller, @Input() { params }: In<typeof evaluateGate>) {
    return this.gate.evaluate(caller, params.sessionId);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(releaseDose)
  release(@Asks() caller: Caller, @Input() { params, body }: In<typeof releaseDose>) {
    return this.gate.release(caller, params.sessionId, body.gateSeq);
  }
}
