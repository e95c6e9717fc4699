import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { WaitingEntry, WaitingOffer, WaitingPlace } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { DAY } from '#kernel';
import { Database } from '#platform';
import type { Offer } from './offer.repository.js';
import { type Placed, WaitingOrder } from './waiting-order.js';

const iso = (at: Date | null) => at?.toISOString() ?? null;
const dateOf = (day: number | null) => (day === null ? null : new Date(day * DAY).toISOString().slice(0, 10));

/** The waiting list as it crosses the wire. */
@Injectable()
export class WaitingViews {
  constructor(
    private readonly database: Database,
    private readonly order: WaitingOrder,
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** Whoever is not on the list has no place. @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<WaitingPlace | null> {
    await this.care.requireAccess(caller, patientId, 'planning');
    const act = { action: 'read-waiting', objectType: 'patient', objectId: patientId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    const { read } = this.database;
    const own = (await this.order.all(read)).find(({ wait }) => wait.patientId === patientId);
    if (!own) return null;
    const [people, { zone: clinicZone }] = [await this.identity.people(read, [patientId]), await this.care.settings(read)];
    return { zone: people.get(patientId)!.zone, clinicZone, ...onWire(own) };
  }

  /** Whom the caller may see, in the order in which they are asked. Places are those among all. */
  async list(caller: Caller): Promise<WaitingEntry[]> {
    const { read } = this.database;
    const visible = await this.care.patientsOf(caller, 'schedule');
    const placed = (await this.order.all(read)).filter(({ wait }) => visible === 'all' || visible.includes(wait.patientId));
    const ids = placed.map(({ wait }) => wait.patientId);
    const people = await this.identity.people(read, ids);
    await this.audit.recordList(caller, { action: 'list-waiting', objectType: 'waiting-entry' }, ids);
    return placed.map((one) => {
      const { patientId, askedBy } = one.wait;
      const { displayName: patientName, zone: patientZone } = people.get(patientId)!;
      const facts = { isAskedByClinic: askedBy !== patientId, lapsedOffers: one.lapsed };
      return { patientId, patientName, patientZone, ...facts, ...onWire(one) };
    });
  }
}

const offerOnWire = ({ id, startsAt, visitStartsAt, until }: Offer): WaitingOffer => ({
  id,
  ...{ startsAt: startsAt.toISOString(), visitStartsAt: visitStartsAt.toISOString(), until: until.toISOString() },
});

const onWire = ({ wait, place, offer }: Placed) => ({
  place,
  since: wait.since.toISOString(),
  firstDay: dateOf(wait.firstDay),
  lastDay: dateOf(wait.lastDay),
  restsUntil: iso(wait.restsUntil),
  lookedAt: iso(wait.lookedAt),
  found: wait.found,
  offer: offer && offerOnWire(offer),
});
