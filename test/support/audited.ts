import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** A line of the table in docs/audit.md. */
export type Declared = Readonly<{ handler: string; acts: readonly string[]; whyNot: string }>;

const LINE = /^\| `(?<handler>\w+\.\w+)`\s*\| `[^`]+`\s*\|(?<acts>[^|]*)\|(?<whyNot>[^|]*)\|$/gm;
const text = readFileSync(join(import.meta.dirname, '../../docs/audit.md'), 'utf8');

/** What docs/audit.md says of each route and socket event. */
export const declared: readonly Declared[] = [...text.matchAll(LINE)].map(({ groups }) => ({
  handler: groups!['handler']!,
  acts: [...groups!['acts']!.matchAll(/`([\w-]+)`/g)].map(([, act]) => act!),
  whyNot: groups!['whyNot']!.trim(),
}));

export type AuditRow = Readonly<{
  action: string;
  actor_id: string;
  purpose: string;
  subject_person_id: string | null;
  address: string;
  sign_in_id: string;
}>;

/** Does things, and looks what they have left in the audit. */
export class AuditProof {
  readonly tried = new Set<string>();

  constructor(private readonly database: pg.Client) {}

  async one(statement: string, ...values: unknown[]) {
    return (await this.database.query(statement, values)).rows[0];
  }

  async idOf(name: string): Promise<string> {
    return (await this.one('SELECT id FROM person WHERE display_name LIKE $1', `${name}%`)).id;
  }

  /** Does something and says what that has left in the audit about a patient; what the program did meanwhile is left out. */
  async rowsOf(handler: string, work: () => PromiseLike<unknown>): Promise<AuditRow[]> {
    const { before } = await this.one('SELECT count(*)::int AS before FROM audit_event');
    await work();
    const { rows } = await this.database.query<AuditRow>(
      `SELECT action, actor_id, purpose, subject_person_id, address, sign_in_id FROM audit_event
       WHERE actor_id IS NOT NULL AND id NOT IN (SELECT id FROM audit_event ORDER BY txid, written_at LIMIT $1) ORDER BY txid`,
      [before],
    );
    this.tried.add(handler);
    return rows;
  }

  /** That the act is in the audit before its answer is here, with who, whose and from where. @returns its rows */
  async proves(handler: string, who: string, whose: string | null, work: () => PromiseLike<unknown>): Promise<AuditRow[]> {
    const { acts } = declared.find((each) => each.handler === handler)!;
    const rows = (await this.rowsOf(handler, work)).filter(({ action }) => acts.includes(action));
    expect([handler, rows.length > 0]).toEqual([handler, true]);
    const [actorId, subjectId] = [await this.idOf(who), whose && (await this.idOf(whose))];
    for (const row of rows) expect(row).toMatchObject({ actor_id: actorId, address: '127.0.0.1' });
    expect(rows.map(({ subject_person_id }) => subject_person_id)).toContain(subjectId);
    return rows;
  }
}
