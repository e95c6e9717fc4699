import { Injectable } from '@nestjs/common';

import { Audit, AuditTrail, type TrailEvent } from '#audit';
import type { AuditEvent, AuditPerson } from '#contracts';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import { cursorFrom, cursorOf, type Tx } from '#platform';
import { Overseers } from './overseers.js';

export type Asked = Readonly<{
  patientId?: string | undefined;
  personId?: string | undefined;
  action?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  before?: string | undefined;
  limit: number;
}>;
type Span = Readonly<{ from: Date; to: Date }>;
export type TouchedPatient = AuditPerson & Readonly<{ acts: number; firstAt: string; lastAt: string }>;

const MOST_PATIENTS = 5_000;
const MOST_NAMES = 20;

/** The audit for those who watch over it. Each look is a row of it. */
@Injectable()
export class AuditViewer {
  constructor(
    private readonly overseers: Overseers,
    private readonly trail: AuditTrail,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  mayRead(caller: Caller): Promise<boolean> {
    return this.overseers.isOne(caller);
  }

  /** @throws `request.forbidden`, `request.invalid` */
  list(caller: Caller, asked: Asked): Promise<{ events: AuditEvent[]; next: string | null }> {
    const { patientId, personId: actorId, limit, before, ...rest } = asked;
    const filter = { ...rest, subjectId: patientId, actorId, before: cursorFrom(before) };
    const about = { ...(patientId && { subjectPersonId: patientId }), ...(actorId && { objectId: actorId }) };
    return this.overseers.look(caller, { action: 'view-audit', ...about }, async (tx) => {
      const rows = await this.trail.find(tx, filter, limit);
      const people = await this.people(
        tx,
        rows.flatMap(({ actorId: by, subjectId }) => [by, subjectId]),
      );
      return { events: rows.map((row) => toJson(row, people)), next: rows.length < limit ? null : cursorOf(rows.at(-1)!) };
    });
  }

  /** @throws `request.forbidden` */
  find(caller: Caller, name: string): Promise<AuditPerson[]> {
    return this.overseers.look(caller, { action: 'find-people' }, async (tx) => {
      const found = (await this.identity.peopleNamed(tx, name, MOST_NAMES)).map(cardOf);
      const patients = found.filter(({ role }) => role === 'patient').map(({ id }) => id);
      await this.audit.recordEach(tx, caller, { action: 'find-people', objectType: 'patient', purpose: 'oversight' }, patients);
      return found;
    });
  }

  /** @throws `request.forbidden` */
  touched(caller: Caller, personId: string, span: Span): Promise<{ patients: TouchedPatient[]; isWhole: boolean }> {
    return this.overseers.look(caller, { action: 'view-touched-patients', objectId: personId }, async (tx) => {
      const rows = await this.trail.touchedBy(tx, personId, span, MOST_PATIENTS + 1);
      const people = await this.people(
        tx,
        rows.map(({ subjectId }) => subjectId),
      );
      const patients = rows.slice(0, MOST_PATIENTS).flatMap(({ subjectId, acts, firstAt, lastAt }) => {
        const person = people.get(subjectId);
        return person ? [{ ...cardOf(person), acts, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() }] : [];
      });
      return { patients, isWhole: rows.length <= MOST_PATIENTS };
    });
  }

  private people(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, PersonCard>> {
    return this.identity.people(tx, [...new Set(ids.flatMap((id) => id ?? []))]);
  }
}

export const cardOf = ({ id, displayName, role }: PersonCard): AuditPerson => ({ id, displayName, role });

function toJson({ at, actorId, subjectId, purpose, ...event }: TrailEvent, people: ReadonlyMap<string, PersonCard>): AuditEvent {
  const named = (id: string | null) => {
    const person = id === null ? undefined : people.get(id);
    return person ? cardOf(person) : null;
  };
  return {
    ...event,
    at: at.toISOString(),
    purpose: purpose as AuditEvent['purpose'],
    actor: named(actorId),
    subject: named(subjectId),
  };
}
