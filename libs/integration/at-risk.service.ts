import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { AtRisk } from '#contracts';
import { type Act, type Authority, AuthorityService } from '#credentials';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import { DAY } from '#kernel';
import { Clock, Database } from '#platform';
import { type AppointmentFacts, type Risk, risksOf } from './domain/risks.js';
import { type Looked, MisfitFinder } from './misfits.js';
import { RiskRepository, type RiskRow } from './risk.repository.js';
import { isShown, patientNameOf, patientsOf } from './whose.js';

type Found = Readonly<{ row: RiskRow; clinicians: Looked['clinicians'] }>;
type Named = Readonly<{ row: RiskRow; risks: readonly Risk[] }>;
const iso = (at: number) => new Date(at).toISOString();

/** What is known of appointments to come, judged. */
@Injectable()
export class RiskFacts {
  constructor(
    private readonly database: Database,
    private readonly rows: RiskRepository,
    private readonly misfits: MisfitFinder,
    private readonly clock: Clock,
    private readonly authority: AuthorityService,
  ) {}

  async atRisk(days: number): Promise<Named[]> {
    const now = (await this.clock.now()).getTime();
    const within = { from: now, to: now + days * DAY };
    const [rows, looked] = await Promise.all([
      this.rows.findBooked(this.database, within),
      this.misfits.look(this.database.read, within),
    ]);
    const byId = new Map(looked.map((one) => [one.appointment.appointmentId, one.clinicians]));
    const found = rows.map((row) => ({ row, clinicians: byId.get(row.appointmentId) ?? [] }));
    const authorities = await this.authorities(found);
    const judged = found.map(({ row, clinicians }) => ({ row, risks: risksOf(factsOf(row, clinicians, authorities), now) }));
    return judged.filter(({ risks }) => risks.length > 0);
  }

  /** Of every clinician of an appointment whether they may do their part in it that day, as `placeOf` names them. */
  private async authorities(found: readonly Found[]): Promise<ReadonlyMap<string, Authority>> {
    const asked = found.flatMap(({ row, clinicians }) => {
      const { patientId } = row;
      return patientId === null ? [] : clinicians.map(({ personId, part }) => ({ row, patientId, personId, part }));
    });
    const parts = asked.map(({ row, patientId, personId, part }) => ({
      ...{ patientId, personId, at: row.startsAt, zone: row.patientZone, act: actOf(row, part) },
      ...(row.isInClinic ? { place: row.clinicPlace } : {}),
    }));
    const judged = await this.authority.mayHave(this.database.read, parts);
    return new Map(asked.map(({ row, personId }, i) => [placeOf(row, personId), judged[i]!]));
  }
}

/** Appointments that may not take place as they are booked, while there is still time to do something about it. */
@Injectable()
export class AtRiskService {
  constructor(
    private readonly database: Database,
    private readonly facts: RiskFacts,
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** Of the patients whose schedule the caller may see, by their start. @param days from now on */
  async list(caller: Caller, days: number): Promise<{ clinicZone: string; appointments: AtRisk[] }> {
    const { read } = this.database;
    const visible = await this.care.patientsOf(caller, 'schedule');
    const found = (await this.facts.atRisk(days)).filter(({ row }) => isShown(visible, row));
    const patientIds = patientsOf(found.map(({ row }) => row));
    const ids = [...patientIds, ...found.flatMap(({ risks }) => risks.flatMap(({ who }) => who ?? []))];
    const [people, { zone }] = await Promise.all([this.identity.people(read, [...new Set(ids)]), this.care.settings(read)]);
    await this.audit.recordList(caller, { action: 'list-at-risk', objectType: 'appointment' }, patientIds);
    return { clinicZone: zone, appointments: found.map((one) => onWire(one, people)) };
  }
}

const actOf = ({ isSession, isInClinic }: RiskRow, part: Looked['clinicians'][number]['part']): Act => {
  if (!isSession || part !== 'prescriber') return 'treat';
  return isInClinic ? 'prescribe-in-person' : 'prescribe';
};

const placeOf = ({ appointmentId }: RiskRow, personId: string): string => `${appointmentId} ${personId}`;

const factsOf = (
  row: RiskRow,
  clinicians: Looked['clinicians'],
  authorities: ReadonlyMap<string, Authority>,
): AppointmentFacts => ({
  ...row,
  clinicians: clinicians.map(({ personId, misfits }) => ({
    ...{ personId, misfits, hasLeft: row.leftIds.includes(personId) },
    lack: lackOf(authorities.get(placeOf(row, personId))),
  })),
});

function lackOf(authority: Authority | undefined): AppointmentFacts['clinicians'][number]['lack'] {
  if (!authority || authority.isMet) return null;
  if (authority.reason.startsWith('licence-')) return 'no-licence';
  return authority.reason.startsWith('legal-basis-') ? 'no-legal-basis' : 'no-authority';
}

function onWire({ row, risks }: Named, people: ReadonlyMap<string, PersonCard>): AtRisk {
  const { appointmentId, kind, sessionId, patientId, patientZone, startsAt, endsAt } = row;
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.displayName ?? null));
  return {
    ...{ appointmentId, kind, sessionId, patientId, patientZone, patientName: patientNameOf(people, row) },
    ...{ startsAt: iso(startsAt), endsAt: iso(endsAt) },
    risks: risks.map(({ code, who }) => ({ code, personId: who, displayName: nameOf(who) })),
  };
}
