import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { LetterTemplate } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import type { Db } from '#platform';
import { type LetterText, letterText, openBlanks } from './domain/letter.js';
import { LETTER_FORMS } from './domain/letter-forms.js';
import { LetterRepository } from './letter.repository.js';
import { OutsideReleaseRepository } from './outside-release.repository.js';
import { documentProblems } from './problems.js';

export type Draft = Readonly<{ releaseId: string; template: LetterTemplate; words: Readonly<Record<string, string>> }>;
/** `digest`: the same for the same text, and for no other. */
export type Written = Readonly<{ text: LetterText; digest: string; version: number }>;

/** Writes a letter out of its form, what a clinician filled in, and what is known of patient, clinic and recipient. */
@Injectable()
export class LetterWriter {
  constructor(
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly releases: OutsideReleaseRepository,
    private readonly letters: LetterRepository,
  ) {}

  /** @throws `documents.not-released`, `documents.letter-incomplete` with the names of the `blanks` */
  async write(db: Db, caller: Caller, patientId: string, { releaseId, template, words }: Draft): Promise<Written> {
    const release = await this.releases.findOne(db, patientId, releaseId);
    if (!release?.isOpen || !release.recipient || !release.covers.includes(template)) throw documentProblems.notReleased();
    const form = LETTER_FORMS.find((each) => each.template === template);
    if (!form) throw documentProblems.noTemplate();
    const blanks = openBlanks(form, words);
    if (blanks.length) throw documentProblems.letterIncomplete({ blanks });
    const { name: clinic, phone, zone } = await this.care.settings(db);
    const people = await this.identity.people(db, [patientId, caller.personId]);
    const { displayName: name, profession, role } = people.get(caller.personId)!;
    const text = letterText(form, words, {
      ...{ clinic, phone, on: await this.letters.today(db, zone), recipient: release.recipient },
      patient: people.get(patientId)!.displayName,
      signer: { name, profession: profession ?? role },
    });
    return { text, version: form.version, digest: createHash('sha256').update(JSON.stringify(text)).digest('base64url') };
  }
}
