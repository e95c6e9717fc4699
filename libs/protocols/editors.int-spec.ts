import fc from 'fast-check';
import pg from 'pg';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { invariants } from '../../test/support/invariants.js';
import { ProtocolRoom } from '../../test/support/protocol-room.js';
import type { TeamOf } from '../../test/support/small-clinic.js';
import { ProtocolsService } from './protocols.service.js';

const RUNS = process.env['PROVE'] ? 200 : 8;
type Key = 'nina' | 'paul' | 'away';
type Act =
  | Readonly<{ kind: 'draft' | 'edit' | 'sign-version' | 'drop'; by: Key }>
  | Readonly<{ kind: 'propose'; by: Key; number: number; doseMg: number }>
  | Readonly<{ kind: 'sign-dose' | 'withdraw'; by: Key; number: number }>
  | Readonly<{ kind: 'release'; number: number }>
  | Readonly<{ kind: 'pause' | 'resume' }>;

/** `away` is of the team, and licensed elsewhere. */
const who = fc.constantFrom<Key>('nina', 'paul', 'away');
const number = fc.integer({ min: 1, max: 3 });
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom('draft' as const, 'edit' as const, 'sign-version' as const, 'drop' as const), by: who }),
  fc.record({ kind: fc.constant('propose' as const), by: who, number, doseMg: fc.constantFrom(50, 100, 120, 180) }),
  fc.record({ kind: fc.constantFrom('sign-dose' as const, 'withdraw' as const), by: who, number }),
  fc.record({ kind: fc.constant('release' as const), number }),
  fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const) }),
);

let room: ProtocolRoom;
let people: Record<Key, Caller>;
beforeAll(async () => {
  room = await ProtocolRoom.open();
  people = {
    nina: await room.person('prescriber'),
    paul: await room.person('prescriber'),
    away: await room.person('prescriber'),
  };
});
afterAll(() => room?.close());

const sql: Database['sql'] = (...statement) => room.clinic.get(Database).sql(...statement);
const idOf = async (rows: Promise<{ id: string }[]>): Promise<string> => (await rows)[0]?.id ?? crypto.randomUUID();

/** One act; what is refused by name, or by a law of the database, has not happened. @returns whether it has */
async function tryTo(work: () => Promise<unknown>): Promise<boolean> {
  return work().then(
    () => true,
    (error: { code?: string }) => {
      if (!/^(protocols\.|care\.not-found|identity\.step-up|HF00|P2025)/.test(error.code ?? '')) throw error;
      return false;
    },
  );
}

class Editors {
  constructor(readonly team: TeamOf) {}

  private get patientId(): string {
    return this.team.patient.personId;
  }

  tell(act: Act): Promise<boolean> {
    return tryTo(() => this.act(act));
  }

  private draftId = () =>
    idOf(sql`SELECT id FROM protocol_version WHERE patient_id = ${this.patientId}::uuid AND state = 'draft'`);
  private lineId = (at: number) =>
    idOf(
      sql`SELECT d.id FROM dose_line d JOIN newest_protocol n ON n.id = d.protocol_id WHERE n.patient_id = ${this.patientId}::uuid AND d.number = ${at}`,
    );
  private proposalId = async (at: number) =>
    idOf(sql`SELECT id FROM dose_proposal WHERE dose_line_id = ${await this.lineId(at)}::uuid AND state = 'open'`);

  private async act(act: Act): Promise<unknown> {
    const { team, patientId } = this;
    switch (act.kind) {
      case 'draft': {
        const asked = {
          templateVersionId: room.templateVersionId,
          isNewCourse: false,
          content: await room.content({ sessions: 3 }),
        };
        return room.drafts.draft(people[act.by], patientId, asked);
      }
      case 'edit':
        return room.drafts.edit(
          people[act.by],
          await this.draftId(),
          1,
          await room.content({ sessions: 3, reason: 'Otherwise.' }),
        );
      case 'sign-version': {
        const id = await this.draftId();
        const [row] = await sql<{ revision: number }>`SELECT revision FROM protocol_version WHERE id = ${id}`;
        await room.prove(people[act.by]);
        return room.signatures.sign(people[act.by], id, row?.revision ?? 1);
      }
      case 'drop':
        return room.drafts.drop(people[act.by], await this.draftId());
      case 'propose':
        return room.propose(people[act.by], team.patient, act.number, act.doseMg);
      case 'sign-dose':
        return room.sign(people[act.by], await this.proposalId(act.number));
      case 'withdraw':
        return room.proposals.withdraw(people[act.by], await this.proposalId(act.number));
      case 'release': {
        const id = await this.lineId(act.number);
        await sql`UPDATE dose_line SET unlocked_at = app_now() WHERE id = ${id}::uuid AND unlocked_at IS NULL`;
        return room.clinic.transact((tx) => room.clinic.get(ProtocolsService).release(tx, id));
      }
      case 'pause':
        return sql`UPDATE protocol SET state = 'paused' WHERE patient_id = ${patientId}::uuid AND state = 'signed'`;
      case 'resume':
        return sql`UPDATE protocol SET state = 'signed' WHERE patient_id = ${patientId}::uuid AND state = 'paused'`;
    }
  }

  /** What no order of acts may bring about. */
  async broken(): Promise<string[]> {
    const rows = await sql<{ what: string }>`
      SELECT 'a dose without enough signatures' AS what FROM dose_line d JOIN protocol p ON p.id = d.protocol_id
      WHERE p.patient_id = ${this.patientId}::uuid AND d.state IN ('signed', 'released') AND NOT EXISTS (
        SELECT 1 FROM dose_proposal o WHERE o.dose_line_id = d.id AND o.state = 'signed' AND o.dose_mg = d.dose_mg AND o.signatures_needed <=
          (SELECT count(DISTINCT s.signer_id) FROM protocol_signature s WHERE s.proposal_id = o.id))
      UNION ALL SELECT 'signed by somebody without authority' FROM protocol_signature
      WHERE patient_id = ${this.patientId}::uuid AND signer_id = ${people.away.personId}::uuid
      UNION ALL SELECT 'two versions that hold' FROM protocol_version
      WHERE patient_id = ${this.patientId}::uuid AND state = 'signed' GROUP BY protocol_id HAVING count(*) > 1`;
    return rows.map(({ what }) => what);
  }
}

describe('editors of one protocol, at the same time', () => {
  it('never sign without authority, release nothing unsigned or paused, and leave what is frozen as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(acts, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 14 }),
        async (rounds) => {
          const team = await room.patientOf(people.nina, people.paul);
          await sql`
          INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at)
          VALUES (gen_random_uuid(), ${team.patient.personId}::uuid, ${people.away.personId}::uuid, 'team', '2020-01-01')`;
          const editors = new Editors(team);
          await room.begin(people.nina, team.patient, { sessions: 3 });
          for (const round of rounds) {
            const [before] = await sql<{ paused: boolean; frozen: string }>`
            SELECT bool_or(p.state = 'paused') AS paused,
              (SELECT string_agg(md5((to_jsonb(v) - 'state')::text), ',' ORDER BY v.id) FROM protocol_version v
               WHERE v.patient_id = ${team.patient.personId}::uuid AND v.state IN ('signed', 'superseded')) AS frozen
            FROM protocol p WHERE p.patient_id = ${team.patient.personId}::uuid`;
            const done = await Promise.all(round.map((act) => editors.tell(act)));
            const isReleased = round.some(({ kind }, at) => kind === 'release' && done[at]);
            const mayHold = !before!.paused || round.some(({ kind }) => kind === 'resume');
            expect(isReleased && !mayHold).toBe(false);
            expect(await editors.broken()).toEqual([]);
            const [after] = await sql<{ frozen: string }>`
            SELECT string_agg(md5((to_jsonb(v) - 'state')::text), ',' ORDER BY v.id) AS frozen FROM protocol_version v
            WHERE v.patient_id = ${team.patient.personId}::uuid AND v.state IN ('signed', 'superseded')`;
            for (const one of before!.frozen.split(',')) expect(after!.frozen.split(',')).toContain(one);
          }
        },
      ),
      { numRuns: RUNS },
    );
    const database = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    await database.connect();
    for (const { name, query } of invariants.filter((each) => /signed version|signed dose|waits for a signature/.test(each.name)))
      expect([name, (await database.query(query)).rows]).toEqual([name, []]);
    await database.end();
  });
});
