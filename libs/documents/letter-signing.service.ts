import { Injectable } from '@nestjs/common';

import type { LetterDispatchWay, LetterRow } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { Database, sqlState } from '#platform';
import { LetterRepository } from './letter.repository.js';
import { LetterDesk } from './letter-desk.js';
import type { Draft } from './letter-writer.js';
import { documentProblems } from './problems.js';

/** What `require_outside_release` says. */
const NOT_RELEASED = 'HD001';

/** A letter is signed as it was seen, and leaves on paper. Both only while the patient's agreement covers it: the database sees to that. */
@Injectable()
export class LetterSigning {
  constructor(
    private readonly database: Database,
    private readonly desk: LetterDesk,
    private readonly letters: LetterRepository,
    private readonly signIns: SignInService,
  ) {}

  /**
   * @param digest of the text that the signer has seen
   * @throws `care.not-found`, `documents.not-released`, `documents.letter-incomplete`, `documents.letter-changed`,
   *         `identity.step-up-needed`
   */
  async sign(caller: Caller, patientId: string, { digest, ...draft }: Draft & { digest: string }): Promise<LetterRow> {
    return this.database.transact(async (tx) => {
      const written = await this.desk.write(tx, caller, patientId, draft);
      if (written.digest !== digest) throw documentProblems.letterChanged();
      await this.signIns.requireStepUp(tx, caller);
      const { text, version } = written;
      const { releaseId, template } = draft;
      const letter = { patientId, releaseId, template, version, text, signedBy: caller.personId };
      const id = await this.lawful(this.letters.insert(tx, letter));
      return this.desk.show(tx, caller, patientId, { id, action: 'sign-letter' });
    });
  }

  /** @throws `care.not-found`, `documents.not-found`, `documents.not-released` */
  async dispatch(caller: Caller, patientId: string, letterId: string, how: LetterDispatchWay): Promise<LetterRow> {
    return this.database.transact(async (tx) => {
      await this.desk.requireLetter(tx, caller, patientId, letterId);
      await this.lawful(this.letters.dispatch(tx, letterId, how, caller.personId));
      return this.desk.show(tx, caller, patientId, { id: letterId, action: 'dispatch-letter' });
    });
  }

  private async lawful<T>(written: Promise<T>): Promise<T> {
    return written.catch((error: unknown): Promise<T> => {
      throw sqlState(error) === NOT_RELEASED ? documentProblems.notReleased({}, { cause: error }) : error;
    });
  }
}
