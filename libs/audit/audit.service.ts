import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, Gathered, type Sql, type Tx, withFirst, written } from '#platform';
import { type Purpose, purposeOf } from './domain/purpose.js';
import { ListMemory } from './list-memory.js';

/** Who acts, and from where: every `Caller` is one. `null` stands for the system itself. */
export type Actor = Readonly<{
  personId: string;
  role: string;
  isExternal?: boolean;
  signInId?: string;
  address?: string;
}> | null;

/** One act on health data. Codes and ids only. `purpose`: unless it is what people in that role act for. */
export type AuditedAct = Readonly<{
  action: string;
  objectType: string;
  objectId?: string;
  subjectPersonId?: string;
  purpose?: Purpose;
  reason?: string;
}>;

/**
 * The record of who did and saw what. Rows are only ever inserted, in the transaction of the act that they tell of: if one cannot
 * be written, the act does not happen, and nothing is shown.
 */
@Injectable()
export class Audit {
  private readonly lists = new ListMemory();
  private readonly records = Gathered.writes(recordAll);

  constructor(private readonly database: Database) {}

  async record(tx: Tx, actor: Actor, act: AuditedAct): Promise<void> {
    await this.records.ask(tx, { actor, act });
  }

  /** A read that has no transaction of its own: to be waited for before anything is shown. */
  async recordRead(actor: Actor, act: AuditedAct): Promise<void> {
    await rowOf(this.database.write, actor, act);
  }

  /**
   * A read that is one SELECT: the row and what is shown are one statement, hence one round trip and both or neither.
   *
   * @param read asks `sql` once
   */
  readRecorded<T>(actor: Actor, act: AuditedAct, read: (sql: Sql) => Promise<T>): Promise<T> {
    const row = rowOf(written, actor, act);
    return read((text, ...values) => this.database.write(withFirst(row.text, text), ...row.values, ...values));
  }

  /**
   * A list, before it is shown: one row for each patient on it. Pages ask for their lists again every few seconds; that is one viewing
   * for ten minutes, in which only a patient who is new on the list is a new row.
   */
  async recordList(
    actor: NonNullable<Actor>,
    act: Omit<AuditedAct, 'subjectPersonId'>,
    subjectIds: Iterable<string>,
  ): Promise<void> {
    const list = [actor.signInId ?? actor.personId, actor.address, act.action, act.objectId].join(' ');
    const fresh = this.lists.newOn(list, subjectIds);
    if (!fresh.length) return;
    await this.database.transact((tx) => this.recordEach(tx, actor, act, fresh));
    this.lists.shown(list, fresh);
  }

  /** A list that a program asks for again and again, whoever has set it up: one row a day for each patient on it. */
  recordDaily(
    tx: Tx,
    actor: NonNullable<Actor>,
    act: Omit<AuditedAct, 'subjectPersonId'> & { objectId: string },
    subjectIds: readonly string[],
  ): void {
    tx.later`
      INSERT INTO audit_event (id, actor_id, actor_role, address, action, purpose, subject_person_id, object_type, object_id)
      SELECT gen_random_uuid(), ${actor.personId}::uuid, ${actor.role}::text, ${actor.address ?? null}::text, ${act.action}::text,
             ${purposeOfAct(actor, act)}::text, subject, ${act.objectType}::text, ${act.objectId}::uuid
      FROM unnest(${subjectIds}::uuid[]) AS subject
      WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.subject_person_id = subject AND e.at > app_now() - interval '1 day'
          AND e.action = ${act.action}::text AND e.object_id = ${act.objectId}::uuid)`;
  }

  /** The same act on the records of several patients: a row each. */
  async recordEach(tx: Tx, actor: NonNullable<Actor>, act: AuditedAct, subjectIds: readonly string[]): Promise<void> {
    if (!subjectIds.length) return;
    tx.later`
      INSERT INTO audit_event (
        id, actor_id, actor_role, sign_in_id, address, action, purpose, subject_person_id, object_type, object_id, reason)
      SELECT gen_random_uuid(), ${actor.personId}::uuid, ${actor.role}::text, ${actor.signInId ?? null}::uuid, ${actor.address ?? null}::text,
             ${act.action}::text, ${purposeOfAct(actor, act)}::text, subject, ${act.objectType}::text, ${act.objectId ?? null}::uuid,
             ${act.reason ?? null}::text
      FROM unnest(${subjectIds}::uuid[]) AS subject`;
  }
}

type Tag<R> = (text: TemplateStringsArray, ...values: readonly unknown[]) => R;

function rowOf<R>(tag: Tag<R>, actor: Actor, act: AuditedAct): R {
  const { signInId = null, address = null } = actor ?? {};
  return tag`
    INSERT INTO audit_event (
      id, actor_id, actor_role, sign_in_id, address, action, purpose, subject_person_id, object_type, object_id, reason)
    VALUES (${randomUUID()}, ${actor?.personId ?? null}, ${actor?.role ?? 'system'}, ${signInId}, ${address}, ${act.action},
            ${purposeOfAct(actor, act)}, ${act.subjectPersonId ?? null}, ${act.objectType}, ${act.objectId ?? null}, ${act.reason ?? null})`;
}

/** Acts of one transaction that know nothing of each other. */
function recordAll(tx: Tx, acts: readonly Readonly<{ actor: Actor; act: AuditedAct }>[]): void {
  const [first, ...others] = acts;
  if (!others.length) {
    rowOf(tx.later, first!.actor, first!.act);
    return;
  }
  const rows = acts.map(({ actor, act: { action, objectType, objectId, subjectPersonId, reason, ...act } }) => ({
    ...{ id: randomUUID(), actor_id: actor?.personId, actor_role: actor?.role ?? 'system', sign_in_id: actor?.signInId },
    ...{ address: actor?.address, action, purpose: purposeOfAct(actor, act), subject_person_id: subjectPersonId },
    ...{ object_type: objectType, object_id: objectId, reason },
  }));
  tx.later`
    INSERT INTO audit_event (
      id, actor_id, actor_role, sign_in_id, address, action, purpose, subject_person_id, object_type, object_id, reason)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
      id uuid, actor_id uuid, actor_role text, sign_in_id uuid, address text, action text, purpose text, subject_person_id uuid,
      object_type text, object_id uuid, reason text)`;
}

const purposeOfAct = (actor: Actor, { purpose }: Pick<AuditedAct, 'purpose'>): Purpose =>
  purpose ?? purposeOf(actor?.role ?? null, actor?.isExternal);
