import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { ConversationJson, ConversationRow } from '#contracts';
import type { Caller } from '#identity';
import { cursorFrom, cursorOf, Database } from '#platform';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationDoor } from './conversation-door.js';
import { ConversationPeople } from './conversation-people.js';

/** Conversations between patients and their teams, for those who are in them to read. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly database: Database,
    private readonly door: ConversationDoor,
    private readonly conversations: ConversationRepository,
    private readonly people: ConversationPeople,
    private readonly audit: Audit,
  ) {}

  /**
   * A page of what was written, the newest first; and who answers.
   *
   * @param before seq of the message after the page
   * @throws `care.not-found`
   */
  async read(
    caller: Caller,
    patientId: string,
    { before, limit }: { before?: number | undefined; limit: number },
  ): Promise<ConversationJson> {
    await this.door.enter(caller, patientId);
    const act = { action: 'read-messages', objectType: 'conversation', objectId: patientId };
    await this.audit.recordList(caller, act, [patientId]);
    const db = this.database.read;
    const found = await this.conversations.findPage(db, patientId, before, limit);
    const rows = found.slice(0, limit);
    const readings = await this.conversations.findReadings(this.database, patientId);
    const team = await this.people.answerers(db, patientId);
    return {
      patientId,
      patientName: (await this.people.names(db, [patientId]))(patientId),
      messages: await this.people.named(db, caller, rows, readings),
      next: found.length > limit ? rows.at(-1)!.seq : null,
      unread: await this.conversations.countUnread(this.database, [patientId], caller.personId),
      team: team.map(({ displayName, role, profession }) => ({ displayName, role, profession })),
      waitingSince: (await this.conversations.waitingSince(this.database, patientId))?.toISOString() ?? null,
      isLive: await this.door.isLive(patientId),
    };
  }

  /** Whose conversations there are, without a word of them. */
  async list(caller: Caller, { before, limit }: { before?: string | undefined; limit: number }) {
    const page = { before: cursorFrom(before), limit };
    const found = await this.conversations.findMany(this.database, await this.door.openTo(caller), caller.personId, page);
    const rows = found.slice(0, limit);
    const ids = rows.map(({ patientId }) => patientId);
    await this.audit.recordList(caller, { action: 'list-conversations', objectType: 'conversation' }, ids);
    const nameOf = await this.people.names(this.database.read, ids);
    const last = found.length > limit ? rows.at(-1)! : null;
    const conversations = rows.map(
      ({ patientId, lastAt, unread, waitingSince }): ConversationRow => ({
        ...{ patientId, unread, patientName: nameOf(patientId), lastAt: lastAt.toISOString() },
        waitingSince: waitingSince?.toISOString() ?? null,
      }),
    );
    return { conversations, next: last && cursorOf({ at: last.lastAt, id: last.patientId }) };
  }

  async countUnread(caller: Caller): Promise<number> {
    return this.conversations.countUnread(this.database, await this.door.openTo(caller), caller.personId);
  }

  /** Which of these people may know that something was written in a patient's conversation. */
  stillOpenTo(callers: readonly Caller[], patientId: string): Promise<boolean[]> {
    return this.door.stillOpenTo(callers, patientId);
  }
}
