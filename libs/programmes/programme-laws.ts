import { Injectable } from '@nestjs/common';

import { QUESTIONNAIRES } from '#assessments';
import type { ProgrammeContent } from '#contracts';
import type { Reader } from '#platform';
import { PublishedTemplates } from '#protocols';
import { refusedProgramme, type WhyNotProgramme } from './domain/programme-laws.js';
import { templateFacts } from './template-facts.js';

/** Why a programme cannot hold in this clinic, as its protocol templates are now. */
@Injectable()
export class ProgrammeLaws {
  constructor(private readonly templates: PublishedTemplates) {}

  /** @returns a judge of contents, so that a list of them asks once */
  async judge(on: Reader): Promise<(content: ProgrammeContent) => WhyNotProgramme[]> {
    const published = await this.templates.read(on);
    const templates = new Map([...published].map(([code, content]) => [code, templateFacts(content)]));
    return (content) => refusedProgramme(content, { templates, questionnaires: QUESTIONNAIRES });
  }
}
