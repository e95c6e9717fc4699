import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database, requestProblems } from '#platform';
import { feedText } from './calendar-text.js';
import { FeedRepository } from './feed.repository.js';
import { FeedDoor } from './feed-door.js';

/** A calendar as it is answered: unchanged ones have the same tag. */
export type FeedAnswer = Readonly<{ text: string; tag: string }>;

/**
 * A person's appointments for calendar programs, by an address that holds a secret: whoever has it sees when, and nothing else.
 * It is shown once, and ends when its person makes another, ends it, or may not come in any more.
 */
@Injectable()
export class FeedsService {
  constructor(
    private readonly database: Database,
    private readonly feeds: FeedRepository,
    private readonly care: CareService,
    private readonly audit: Audit,
    private readonly door: FeedDoor,
  ) {}

  /** @returns the address; nobody can tell it again */
  make(caller: Caller): Promise<{ address: string }> {
    return this.database.transact(async (tx) => {
      const { id, secret } = await this.feeds.make(tx, caller.personId);
      await this.audit.record(tx, { ...caller, role: 'self' }, act('make-calendar-address', id));
      return { address: this.door.address(secret) };
    });
  }

  async end(caller: Caller): Promise<void> {
    await this.database.transact(async (tx) => {
      const id = await this.feeds.end(tx, caller.personId);
      if (id) await this.audit.record(tx, { ...caller, role: 'self' }, act('end-calendar-address', id));
    });
  }

  /**
   * What a calendar program gets.
   *
   * @param secret with or without `.ics` after it
   * @throws `request.not-found` for an address that opens nothing, whyever; `request.too-many`
   */
  read(secret: string, address: string): Promise<FeedAnswer> {
    return this.database.transact(async (tx) => {
      const feed = await this.feeds.findBySecret(tx, secret.replace(/\.ics$/, ''));
      if (!feed) throw requestProblems.notFound();
      this.door.count(feed);
      const { zone: clinicZone } = await this.care.settings(tx);
      const { role, zone, page } = await this.door.reader(tx, feed);
      const entries = await this.feeds.findEntries(tx, { personId: feed.personId, zone, clinicZone });
      this.feeds.markFetched(tx, feed.id);
      const by = { personId: feed.personId, role, address };
      const patientIds = [...new Set(entries.flatMap(({ patientId }) => patientId ?? []))];
      this.audit.recordDaily(tx, by, act('fetch-calendar', feed.id), patientIds);
      const text = feedText(entries, { page, zone, clinicZone });
      return { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` };
    });
  }
}

const act = (action: string, objectId: string) => ({ action, objectType: 'calendar-feed', objectId });
