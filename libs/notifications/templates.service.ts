import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { TemplateJson } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { type Finding, lint } from './domain/lint.js';
import { fill } from './domain/template-text.js';
import { notificationProblems } from './problems.js';
import { TemplateRepository, type TemplateVersion } from './template.repository.js';
import { TemplateRules } from './template-rules.js';
import { TemplateValues } from './template-values.service.js';
import { TEMPLATE_NAMES, type TemplateName, type Text, templateOf } from './templates.js';

export type Change = Readonly<{ basedOn: number; words: Text | null; reason: string }>;
/** Far from any clinic, and half an hour off. */
const OTHER_ZONE = 'Asia/Kathmandu';

/** The clinic's own words for its messages. Who may call this is for the edge to say (admins). */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateRepository,
    private readonly rules: TemplateRules,
    private readonly values: TemplateValues,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<TemplateJson[]> {
    const versions = await this.templates.versions(this.database);
    const names = await this.rules.namesOf(versions.map(({ changedBy }) => changedBy));
    return TEMPLATE_NAMES.map((name) =>
      toJson(
        name,
        versions.filter(({ template }) => template === name),
        names,
      ),
    );
  }

  /** @throws `notifications.unknown-template` */
  async preview(asked: string, words: Text): Promise<{ findings: Finding[]; previews: (Text & { zone: string })[] }> {
    const name = known(asked);
    const clinicZone = await this.rules.clinicZone();
    const previews = [clinicZone, OTHER_ZONE].map(async (zone) => ({
      zone,
      ...fill(words, await this.values.samples(this.database.read, zone, clinicZone)),
    }));
    return { findings: await this.findings(name, words), previews: await Promise.all(previews) };
  }

  /**
   * @throws `notifications.unknown-template`, `notifications.fixed-template`, `notifications.template-changed`,
   *         `notifications.refused-words` with `findings`, each as `code: what`
   */
  async change(caller: Caller, asked: string, { basedOn, words, reason }: Change): Promise<TemplateJson> {
    const template = known(asked);
    if (templateOf(template).isFixed) throw notificationProblems.fixedTemplate();
    const findings = words ? await this.findings(template, words) : [];
    if (findings.length)
      throw notificationProblems.refusedWords({ findings: findings.map(({ code, what }) => `${code}: ${what}`) });
    const version = basedOn + 1;
    await this.database.transact(async (tx) => {
      const isMade = await this.templates.add(tx, { template, version, words, changedBy: caller.personId, reason });
      if (!isMade) throw notificationProblems.templateChanged();
      await this.audit.record(tx, caller, {
        action: 'change-template',
        objectType: 'message-template',
        reason: `${template}-${version}`,
      });
    });
    return (await this.list()).find(({ name }) => name === template)!;
  }

  private async findings(name: TemplateName, words: Text): Promise<Finding[]> {
    const { fills, needs } = templateOf(name);
    return lint(words, { known: fills, needed: needs, lastNames: await this.rules.lastNames(templateOf(name)) });
  }
}

function known(name: string): TemplateName {
  const found = TEMPLATE_NAMES.find((each) => each === name);
  if (!found) throw notificationProblems.unknownTemplate();
  return found;
}

function toJson(name: TemplateName, versions: readonly TemplateVersion[], names: ReadonlyMap<string, string>): TemplateJson {
  const { subject, text, about, isFixed, fills, needs } = templateOf(name);
  return {
    ...{ name, about, isFixed, fills: [...fills], needs: [...needs], usual: { subject, text } },
    own: versions[0]?.words ?? null,
    version: versions[0]?.version ?? 0,
    versions: versions.map(({ version, words, changedBy, reason, changedAt }) => ({
      ...{ version, words, reason, changedByName: names.get(changedBy) ?? 'Somebody who left' },
      changedAt: changedAt.toISOString(),
    })),
  };
}
