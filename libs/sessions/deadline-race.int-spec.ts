import { randomUUID } from 'node:crypto';
import pg from 'pg';

import { IntegrationModule } from '#integration';
import { type CheckState, replay, type SessionPlan } from '#session-engine';
import { Dice, seedOfRun } from '../../test/support/dice.js';
import { releasedDose } from '../../test/support/released-dose.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { LogRepository } from './log.repository.js';
import { type Reported, SessionsService } from './sessions.service.js';
import { SWEEP } from './sweep.js';

const SESSIONS = process.env['PROVE'] ? 100 : 2;
const CHECKS = 10;
/** How far from its deadline a check is aimed, to either side. */
const AIM_MS = 12;
const ALL_WELL = { breathing: 'normal', response: 'normal', isUpset: false, isVomiting: false };

const seed = seedOfRun();
const dice = new Dice(seed);
const sweeper = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
let clinic: SmallClinic;

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule]);
  await sweeper.connect();
});
afterAll(async () => {
  await sweeper.end();
  await clinic?.close();
});

type Deadline = Readonly<{ due_at: Date; fired_at: Date | null; voided_at: Date | null }>;

/** One session of a dose that was just taken, whose checks come at the last moment or just after it. */
class Race {
  private constructor(
    private readonly team: TeamOf,
    private readonly sessionId: string,
  ) {}

  static async begin(): Promise<Race> {
    const team = await clinic.enrol();
    const { sessionId } = await releasedDose(clinic, team);
    const race = new Race(team, sessionId);
    await race.record('patient', 'dose-taken', {});
    return race;
  }

  private record(part: 'patient' | 'chaperone' | 'prescriber', type: Reported['type'], payload: object) {
    const caller = part === 'chaperone' ? { ...this.team.chaperone, sessionScope: this.sessionId } : this.team[part];
    const entry = { id: randomUUID(), type, payload, happenedAt: Number.MAX_SAFE_INTEGER } as Reported;
    return clinic.get(SessionsService).record(caller, this.sessionId, entry);
  }

  private async deadline(number: number, tier: number): Promise<Deadline> {
    const { rows } = await sweeper.query<Deadline>(
      'SELECT due_at, fired_at, voided_at FROM deadline WHERE session_id = $1 AND ref = $2 AND tier = $3',
      [this.sessionId, `check-${number}`, tier],
    );
    return rows[0]!;
  }

  private async sweepUntil(number: number, tier: number): Promise<Deadline> {
    for (;;) {
      await sweeper.query(SWEEP);
      const deadline = await this.deadline(number, tier);
      if (deadline.fired_at ?? deadline.voided_at) return deadline;
    }
  }

  /** The check is answered around the moment at which this tier of its deadline fires. @returns whether it came too late */
  async answerAround(number: number, tier: number): Promise<boolean> {
    if (tier === 2) {
      await clinic.moveTo((await this.deadline(number, 1)).due_at);
      await this.sweepUntil(number, 1);
    }
    const { due_at: dueAt } = await this.deadline(number, tier);
    await clinic.moveTo(new Date(dueAt.getTime() - AIM_MS));
    const answered = new Promise((go) => setTimeout(go, dice.between(0, 2 * AIM_MS))).then(() =>
      this.record('chaperone', 'safety-check', { number, ...ALL_WELL }),
    );
    const [deadline] = await Promise.all([this.sweepUntil(number, tier), answered]);
    await this.judge(number, tier, deadline);
    return deadline.fired_at !== null;
  }

  /** The log says which of the two was first, and nothing says otherwise. */
  private async judge(number: number, tier: number, { fired_at: firedAt }: Deadline): Promise<void> {
    const entries = await clinic.get(LogRepository).findAfter(this.sessionId, 0);
    const { rows } = await sweeper.query<{ plan: SessionPlan }>('SELECT plan FROM dosing_session WHERE id = $1', [
      this.sessionId,
    ]);
    const state = replay(rows[0]!.plan, entries);
    const alertId = `check-${number}`;
    const answers = entries.filter((entry) => entry.type === 'safety-check' && entry.payload.number === number);
    const alerts = entries.filter(
      (entry) => entry.type === 'alert' && entry.payload.alertId === alertId && entry.payload.tier === tier,
    );
    const isLate = firedAt !== null;
    expect([answers.length, alerts.length]).toEqual([1, isLate ? 1 : 0]);
    expect(isLate && alerts[0]!.seq > answers[0]!.seq).toBe(false);
    const expected: CheckState = tier === 1 ? (isLate ? 'late' : 'done') : isLate ? 'escalated' : 'late';
    expect(state.checks.find((check) => check.number === number)?.state).toBe(expected);
    const isOpen = state.alerts.some(({ id, closedAt }) => id === alertId && closedAt === undefined);
    expect(isOpen).toBe(tier === 2 && isLate); // what has called a clinician waits for a person, whatever was answered since
    if (!isOpen) return;
    await this.record('prescriber', 'acknowledgement', { alertId });
    await this.record('prescriber', 'alert-closed', { alertId, reason: 'contact-made' });
  }
}

describe(`a check that is made in the moment of its deadline (FAULT_SEED=${seed})`, () => {
  it.each([
    ['is asked for', 1],
    ['calls a clinician', 2],
  ])('either keeps it from firing or is late, as the order of commits has it, where it %s', async (_, tier) => {
    const late: boolean[] = [];
    for (let session = 0; session < SESSIONS; session++) {
      const race = await Race.begin();
      for (let number = 1; number <= CHECKS / 2; number++) late.push(await race.answerAround(number, tier));
    }
    expect(late).toHaveLength((SESSIONS * CHECKS) / 2);
  });
});
