import { Injectable } from '@nestjs/common';

import type { TemplateContent } from '#contracts';
import type { Reader } from '#platform';
import { TemplateRepository } from './template.repository.js';

/** What new protocols begin with now. */
@Injectable()
export class PublishedTemplates {
  constructor(private readonly templates: TemplateRepository) {}

  /** By code. */
  async read(on: Reader): Promise<ReadonlyMap<string, TemplateContent>> {
    const rows = await this.templates.findAll(on);
    return new Map(rows.filter(({ state }) => state === 'published').map(({ code, content }) => [code, content]));
  }
}
