import type pg from 'pg';

/** One thing that a client sent, and what became of it; times in ms of the test's own steady clock. */
export type Sent = {
  readonly id: string;
  readonly sessionId: string;
  readonly sentAtMs: number;
  ackedAtMs?: number;
  seq?: number;
};

/** What clients know of a clinic: what they sent, what was acknowledged to them, and what they were shown. */
export class Journal {
  readonly sent = new Map<string, Sent>();
  /** Codes of what was refused, by id. */
  readonly refused = new Map<string, string>();
  /** Answers that contradict one another or what was promised. */
  readonly faults: string[] = [];

  send(sessionId: string, id: string): void {
    if (!this.sent.has(id)) this.sent.set(id, { id, sessionId, sentAtMs: performance.now() });
  }

  /** @param seq where the entry stands, as the server says; every acknowledgement of one id must say the same */
  acknowledge(id: string, seq: number): void {
    const sent = this.sent.get(id)!;
    if (sent.seq !== undefined && sent.seq !== seq) this.faults.push(`${id} was answered with seq ${sent.seq} and with ${seq}`);
    sent.ackedAtMs ??= performance.now();
    sent.seq ??= seq;
  }

  /** Somebody was told for good that this did not happen. */
  refuse(id: string, code: string): void {
    this.refused.set(id, code);
  }

  get acknowledged(): Sent[] {
    return [...this.sent.values()].filter(({ seq }) => seq !== undefined);
  }

  /** What the database does not bear out, as sentences; none when all is well. */
  async check(database: pg.Client | pg.Pool): Promise<string[]> {
    const { rows } = await database.query<{ id: string; seq: number; count: number }>(
      'SELECT id::text, min(seq) AS seq, count(*)::int AS count FROM session_entry WHERE id = ANY($1::uuid[]) GROUP BY id',
      [[...this.sent.keys()]],
    );
    const stored = new Map(rows.map((row) => [row.id, row]));
    const lost = this.acknowledged
      .filter(({ id }) => !stored.has(id))
      .map(({ id, seq }) => `${id} was acknowledged as ${seq} and is lost`);
    const moved = this.acknowledged
      .filter(({ id, seq }) => stored.has(id) && stored.get(id)!.seq !== seq)
      .map(({ id, seq }) => `${id} was acknowledged as ${seq} and is ${stored.get(id)!.seq}`);
    const repeated = rows.filter(({ count }) => count > 1).map(({ id, count }) => `${id} stands there ${count} times`);
    const denied = [...this.refused]
      .filter(([id]) => stored.has(id))
      .map(([id, code]) => `${id} was refused (${code}) and stands there`);
    return [...denied, ...this.faults, ...lost, ...moved, ...repeated];
  }
}
