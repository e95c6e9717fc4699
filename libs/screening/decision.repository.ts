import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Tx } from '#platform';
import type { Outcome } from './domain/course.js';
import type { Alternative, Reason } from './domain/letter.js';

/** `place`: where the patient was when they were called eligible. */
export type Content = Readonly<{
  reasons: readonly Reason[];
  alternatives: readonly Alternative[];
  note: string;
  place: string | null;
}>;
/** What `eligible` stands on. */
export type Grounds = Readonly<{
  identityCheckId: string;
  safetyAnsweredAt: Date;
  place: Readonly<{ state: string; statedAt: Date; licensedUntil: string }>;
}>;
export type NewDecision = Readonly<{
  id: string;
  caseId: string;
  patientId: string;
  number: number;
  outcome: Outcome;
  decidedBy: string;
  /** "2027-01-04" */
  revisitOn: string | null;
  grounds: Grounds | null;
  content: Omit<Content, 'place'>;
  letter: readonly string[];
}>;
export type DecisionRow = Readonly<{
  id: string;
  patientId: string;
  number: number;
  outcome: Outcome;
  decidedBy: string;
  decidedAt: Date;
  revisitOn: Date | null;
}>;
export type OpenedDecision = DecisionRow & Readonly<{ content: Content | null; letter: string[] | null }>;

const COLUMNS = {
  ...{ id: true, patientId: true, number: true, outcome: true, decidedBy: true, decidedAt: true, revisitOn: true },
} as const;
const place = (column: 'content_sealed' | 'letter_sealed', rowId: string) => ({ table: 'screening_decision', column, rowId });

/** Decisions: facts that a later one supersedes and none changes. Why, and the letter, are sealed under the patient's key. */
@Injectable()
export class DecisionRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, decision: NewDecision): Promise<void> {
    const { id, caseId, patientId, number, outcome, decidedBy, revisitOn, grounds, content, letter } = decision;
    const sealed = {
      content: await this.keys.seal(
        tx,
        patientId,
        JSON.stringify({ ...content, place: grounds?.place.state ?? null }),
        place('content_sealed', id),
      ),
      letter: await this.keys.seal(tx, patientId, JSON.stringify(letter), place('letter_sealed', id)),
    };
    await tx.sql`
      INSERT INTO screening_decision (id, case_id, patient_id, number, outcome, decided_by, revisit_on, identity_check_id,
        safety_answered_at, location_stated_at, licensed_until, content_sealed, letter_sealed)
      VALUES (${id}, ${caseId}, ${patientId}, ${number}, ${outcome}::screening_state, ${decidedBy}, ${revisitOn}::date,
        ${grounds?.identityCheckId ?? null}::uuid, ${grounds?.safetyAnsweredAt ?? null}::timestamptz,
        ${grounds?.place.statedAt ?? null}::timestamptz, ${grounds?.place.licensedUntil ?? null}::date, ${sealed.content}, ${sealed.letter})`;
  }

  findById(db: Db, id: string): Promise<DecisionRow | null> {
    return db.screeningDecision.findUnique({ where: { id }, select: COLUMNS }) as Promise<DecisionRow | null>;
  }

  /** The last one of each of these cases that says from when on it is looked at again. */
  findRevisits(db: Db, caseIds: readonly string[]): Promise<{ caseId: string; revisitOn: Date | null }[]> {
    return db.screeningDecision.findMany({
      where: { caseId: { in: [...caseIds] } },
      orderBy: [{ caseId: 'asc' }, { number: 'desc' }],
      distinct: ['caseId'],
      select: { caseId: true, revisitOn: true },
    });
  }

  /** All of a case, the newest first. */
  async findOf(db: Db, caseId: string): Promise<OpenedDecision[]> {
    const rows = await db.screeningDecision.findMany({
      where: { caseId },
      select: { ...COLUMNS, contentSealed: true, letterSealed: true },
      orderBy: { number: 'desc' },
    });
    return Promise.all(
      rows.map(async ({ contentSealed, letterSealed, ...row }) => ({
        ...(row as DecisionRow),
        content: parsed<Content>(await this.keys.openIfKept(db, contentSealed, place('content_sealed', row.id))),
        letter: parsed<string[]>(await this.keys.openIfKept(db, letterSealed, place('letter_sealed', row.id))),
      })),
    );
  }
}

const parsed = <T>(plain: string | null): T | null => (plain === null ? null : (JSON.parse(plain) as T));
