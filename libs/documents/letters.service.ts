import { Injectable } from '@nestjs/common';

import type { LetterForm, LetterRow, LetterTemplate, LetterText } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { DocumentDoor } from './document-door.js';
import { LETTER_FORMS } from './domain/letter-forms.js';
import { LetterRepository } from './letter.repository.js';
import { LetterShelf } from './letter-shelf.js';
import { type Draft, LetterWriter } from './letter-writer.js';

/** Letters about patients: what they say, and which there are. */
@Injectable()
export class LettersService {
  constructor(
    private readonly database: Database,
    private readonly door: DocumentDoor,
    private readonly letters: LetterRepository,
    private readonly shelf: LetterShelf,
    private readonly writer: LetterWriter,
  ) {}

  /** @throws `care.not-found` */
  async list(caller: Caller, patientId: string): Promise<{ patientName: string; letters: LetterRow[]; forms: LetterForm[] }> {
    await this.door.list(caller, patientId, 'list-letters');
    const db = this.database.read;
    const { patientName } = await this.door.about(db, patientId);
    return { patientName, letters: await this.shelf.all(db, patientId), forms: FORMS };
  }

  /** @throws `care.not-found`, `documents.not-found` */
  async read(caller: Caller, patientId: string, letterId: string): Promise<{ letter: LetterRow; text: LetterText | null }> {
    return this.database.transact(async (tx) => {
      await this.door.read(tx, caller, patientId, { id: letterId, action: 'read-letter' });
      const { record, row } = await this.shelf.one(tx, patientId, letterId);
      return { letter: row, text: toJson(await this.letters.textOf(tx, record)) };
    });
  }

  /** @throws `care.not-found`, `documents.not-released`, `documents.letter-incomplete` */
  async preview(caller: Caller, patientId: string, draft: Draft): Promise<{ text: LetterText; digest: string }> {
    return this.database.transact(async (tx) => {
      await this.door.add(tx, caller, patientId, { id: draft.releaseId, action: 'preview-letter' });
      const { text, digest } = await this.writer.write(tx, caller, patientId, draft);
      return { text: toJson(text)!, digest };
    });
  }
}

type Text = Readonly<{ [K in keyof LetterText]: LetterText[K] extends string ? string : readonly string[] }>;
const toJson = (text: Text | null): LetterText | null =>
  text && {
    ...{ on: text.on, subject: text.subject },
    ...{ from: [...text.from], to: [...text.to], paragraphs: [...text.paragraphs], signature: [...text.signature] },
  };

const FORMS: LetterForm[] = LETTER_FORMS.map(({ template, version, title, blanks }) => ({
  template: template as LetterTemplate,
  ...{ version, title, words: [...blanks] },
}));
