import { Injectable } from '@nestjs/common';

import {
  type AuthorityRegister,
  AuthorityService,
  isLicence,
  type LicenceFact,
  type PrescribingRule,
  ruleOf,
} from '#credentials';
import type { Reader } from '#platform';
import { dayNumber } from './day-numbers.js';
import type { ClinicianRegister, Days, Held, PatientNeed } from './domain/register.js';

type Authority = Pick<ClinicianRegister, 'prescribing' | 'controlledSubstances' | 'collaborations' | 'collaboratesIn'>;
/** Where nothing is asked for, it holds on every day. */
const EVER: Days = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

/** What prescribers may prescribe where, and by which law from afar: the one place at which these registers are read for pairing. */
@Injectable()
export class AuthorityRegisters {
  constructor(private readonly authority: AuthorityService) {}

  /** Of each of these people. */
  async authorityOf(on: Reader, personIds: readonly string[]): Promise<Map<string, Authority>> {
    const registers = await this.authority.registers(on, personIds);
    return new Map(personIds.map((id) => [id, authorityIn(registers.of(id, null))]));
  }

  /** Why somebody may prescribe for these patients from afar. */
  async legalBasesOf(on: Reader, patientIds: readonly string[]): Promise<Map<string, PatientNeed['legalBases']>> {
    const bases = (await this.authority.basesOf(on, patientIds)).filter(({ hasEnded }) => !hasEnded);
    const of = (patientId: string) =>
      bases
        .filter((basis) => basis.patientId === null || basis.patientId === patientId)
        .map(({ prescriberId, ...held }) => ({ ...daysOf(held), prescriberId }));
    return new Map(patientIds.map((id) => [id, of(id)]));
  }
}

const daysOf = ({ validFrom, validTo }: Pick<LicenceFact, 'validFrom' | 'validTo'>): Days => ({
  from: dayNumber(validFrom),
  to: dayNumber(validTo),
});

/** What the rule of each place where somebody is licensed asks for, and what they hold of it. */
function authorityIn({ entries, rules }: AuthorityRegister): Authority {
  const live = entries.filter(({ hasEnded }) => !hasEnded);
  const isPhysician = live.some(({ kind }) => kind === 'physician');
  const places = [...new Set(live.filter(isLicence).map(({ jurisdiction }) => jurisdiction))];
  const of = (kind: LicenceFact['kind'], place?: string) =>
    live.filter((one) => one.kind === kind && (place === undefined || one.jurisdiction === place)).map(daysOf);
  const registrations = (place: string, { dea, needsStateRegistration }: PrescribingRule) =>
    common(
      dea === 'none' ? [EVER] : of('dea-registration', dea === 'there' ? place : undefined),
      needsStateRegistration ? of('state-registration', place) : [EVER],
    );
  const held = (days: (place: string, rule: PrescribingRule) => readonly Days[]): Held[] =>
    places.flatMap((place) => days(place, ruleOf(rules, place)).map((one) => ({ ...one, place })));
  const isAsked = (of: 'needsPrescriptiveAuthority' | 'needsCollaboration', rule: PrescribingRule) => rule[of] && !isPhysician;
  return {
    prescribing: held((place, rule) =>
      isAsked('needsPrescriptiveAuthority', rule) ? of('prescriptive-authority', place) : [EVER],
    ),
    controlledSubstances: held(registrations),
    collaborations: held((place) => of('collaboration', place)),
    collaboratesIn: places.filter((place) => isAsked('needsCollaboration', ruleOf(rules, place))),
  };
}

/** Days on which one of each holds. */
const common = (some: readonly Days[], others: readonly Days[]): Days[] =>
  some
    .flatMap((a) => others.map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })))
    .filter(({ from, to }) => from <= to);
