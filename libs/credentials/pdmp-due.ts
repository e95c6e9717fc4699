import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { judgePdmp, REMIND_BEFORE_MS } from './domain/pdmp.js';
import { ruleOf } from './domain/prescribing-rule.js';
import { LocationRepository } from './location.repository.js';
import { PdmpRepository } from './pdmp.repository.js';
import { PrescribingRuleRepository } from './prescribing-rule.repository.js';

/** A look that has to be repeated: at the programme of which state (ISO 3166-2), and until when it holds (epoch ms). */
export type DuePdmp = Readonly<{ patientId: string; place: string; until: number }>;

/** Looks at monitoring programmes that are due again, by prescriber. */
@Injectable()
export class PdmpDue {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly looks: PdmpRepository,
    private readonly rules: PrescribingRuleRepository,
    private readonly locations: LocationRepository,
  ) {}

  /** The caller's patients whom they have looked up before, where the state in which the patient was at last asks for it every so many days. @param now epoch ms */
  async list(caller: Caller, now: number): Promise<DuePdmp[]> {
    const db = this.database.read;
    const patientIds = await this.care.patientsOf(caller, 'dose');
    if (patientIds === 'all' || !patientIds.length) return [];
    const looks = await this.looks.findBy(db, caller.personId, patientIds);
    const places = await this.locations.findNewest(db, [...new Set(looks.map(({ patientId }) => patientId))]);
    const rules = await this.rules.findNewest(db);
    return places.flatMap(({ patientId, jurisdiction: place }): DuePdmp[] => {
      const rule = ruleOf(rules, place);
      if (rule.pdmp !== 'every-days') return [];
      const own = looks.filter((look) => look.patientId === patientId);
      const { until } = judgePdmp(rule, own, { personId: caller.personId, now });
      return until !== null && until - REMIND_BEFORE_MS <= now ? [{ patientId, place, until }] : [];
    });
  }
}
