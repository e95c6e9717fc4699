import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { ConversationMessage } from '#contracts';
import { type Caller, Directory, IdentityService, type PersonCard } from '#identity';
import type { Db } from '#platform';
import type { OpenedMessage, Reading } from './conversation.repository.js';

const ANSWERS: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);

/** Who is in a conversation. */
@Injectable()
export class ConversationPeople {
  constructor(
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
  ) {}

  /** The lasting team of a patient without the companion, and without who has left the clinic: those who read and answer. */
  async answerers(db: Db, patientId: string): Promise<PersonCard[]> {
    const team = await Promise.all((await this.care.team(db, patientId)).map((id) => this.directory.find(db, id)));
    return team.flatMap((card) => (card && ANSWERS.has(card.role) && !card.isDisabled ? [card] : []));
  }

  async names(db: Db, ids: readonly string[]): Promise<(id: string) => string> {
    const cards = await this.identity.people(db, [...new Set(ids)]);
    return (id) => cards.get(id)?.displayName ?? '';
  }

  /** What a patient wrote is for the team, what the team wrote is for the patient. */
  async named(
    db: Db,
    caller: Caller,
    rows: readonly OpenedMessage[],
    readings: readonly Reading[],
  ): Promise<ConversationMessage[]> {
    const ids = [...rows.map(({ authorId }) => authorId), ...readings.map(({ personId }) => personId)];
    const cards = await this.identity.people(db, [...new Set(ids)]);
    return rows.map(({ id, patientId, seq, authorId, sentAt, text }) => {
      const isPatients = authorId === patientId;
      const readers = readings.filter(({ personId, readSeq }) => readSeq >= seq && (personId === patientId) !== isPatients);
      return {
        ...{ id, seq, text, isOwn: authorId === caller.personId, sentAt: sentAt.toISOString() },
        authorName: cards.get(authorId)!.displayName,
        authorRole: cards.get(authorId)!.role,
        readBy: readers.map(({ personId }) => cards.get(personId)!.displayName),
      };
    });
  }
}
