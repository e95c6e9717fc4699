import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { AuditTrail, type TouchedBy } from '#audit';
import { CareService } from '#care';
import type { Anomaly as AnomalyJson, AuditPerson, Role } from '#contracts';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import type { Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import { type Anomaly, findAnomalies, type Known } from './domain/anomalies.js';
import { Overseers } from './overseers.js';

type Span = Readonly<{ from: Date; to: Date }>;
const STAFF: readonly Role[] = ['therapist', 'prescriber', 'physician', 'admin', 'auditor'];
/** Pairs of a person and a patient that are looked at, the last first: more than a week of a large clinic. */
const MOST_PAIRS = 20_000;

/** Reads that somebody should ask about. */
@Injectable()
export class AnomaliesService {
  constructor(
    private readonly trail: AuditTrail,
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly alerts: AlertsService,
    private readonly scheduling: SchedulingService,
  ) {}

  /** In the transaction in which an overseer looks. */
  async list(tx: Tx, span: Span): Promise<AnomalyJson[]> {
    const reads = (await this.trail.deliberate(tx, span, MOST_PAIRS)).map(inMs);
    const subjectIds = [...new Set(reads.map(({ subjectId }) => subjectId))];
    const staff = (await Promise.all(STAFF.map((role) => this.identity.peopleWithRole(tx, role)))).flat();
    const cards = await this.identity.people(tx, [...new Set(reads.flatMap(({ actorId, subjectId }) => [actorId, subjectId]))]);
    const known = await this.known(tx, [...new Map([...cards.values(), ...staff].map((card) => [card.id, card])).values()]);
    const [ties, meetings, duties] = [
      await this.care.tiesOf(tx, subjectIds),
      await this.scheduling.meetingsWith(tx, subjectIds),
      await this.alerts.dutiesWithin(tx, span),
    ];
    const people = new Map(known.map((each) => [each.id, each]));
    const ofStaff = known.filter(({ isStaff }) => isStaff);
    return findAnomalies(reads, { people, staff: ofStaff, ties, meetings, duties }).map((found) => toJson(found, cards));
  }

  private async known(tx: Tx, cards: readonly PersonCard[]): Promise<Known[]> {
    const phones = await this.identity.phonePrints(
      tx,
      cards.map(({ id }) => id),
    );
    return cards.map(({ id, displayName: name, role }) => ({
      id,
      name,
      isStaff: STAFF.includes(role),
      phone: phones.get(id) ?? null,
    }));
  }
}

/** What an overseer sees of it. */
@Injectable()
export class AnomalyReport {
  constructor(
    private readonly overseers: Overseers,
    private readonly anomalies: AnomaliesService,
  ) {}

  /** @throws `request.forbidden` */
  list(caller: Caller, span: Span): Promise<AnomalyJson[]> {
    return this.overseers.look(caller, { action: 'view-anomalies' }, (tx) => this.anomalies.list(tx, span));
  }
}

const inMs = ({ firstAt, lastAt, ...read }: TouchedBy) => ({ ...read, firstAt: firstAt.getTime(), lastAt: lastAt.getTime() });

function toJson(
  { actorId, subjectId, firstAt, lastAt, acts, kind, evidence }: Anomaly,
  cards: ReadonlyMap<string, PersonCard>,
): AnomalyJson {
  const named = (id: string): AuditPerson => {
    const { displayName, role } = cards.get(id)!;
    return { id, displayName, role };
  };
  const times = { firstAt: new Date(firstAt).toISOString(), lastAt: new Date(lastAt).toISOString() };
  return { kind, evidence: [...evidence], actor: named(actorId), subject: named(subjectId), acts, ...times };
}
