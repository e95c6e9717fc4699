import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { IdentityService } from '#identity';
import { Database } from '#platform';
import type { Text } from './templates.js';

const MOST_NAMES = 10_000;
const lastOf = (name: string): string => name.trim().split(/\s+/).at(-1) ?? '';

/** What the words of a template are judged by, that only this clinic knows. */
@Injectable()
export class TemplateRules {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly care: CareService,
  ) {}

  /** Those of everybody, but for words that the program itself uses: somebody may be called Home. */
  async lastNames({ subject, text }: Text): Promise<string[]> {
    const usual = new Set(`${subject} ${text}`.split(/[^\p{L}]+/u));
    const people = await this.identity.peopleNamed(this.database.read, '', MOST_NAMES);
    return [...new Set(people.map(({ displayName }) => lastOf(displayName)))].filter((name) => name && !usual.has(name));
  }

  async clinicZone(): Promise<string> {
    return (await this.care.settings(this.database.read)).zone;
  }

  async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const people = await this.identity.people(this.database.read, [...new Set(ids)]);
    return new Map([...people].map(([id, { displayName }]) => [id, displayName]));
  }
}
