import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { AddDuties, AddDuty, ChangeDuty, RotaDuty } from '#contracts';
import { type Caller, Directory } from '#identity';
import { DAY, type Span, toInstant } from '#kernel';
import { Database, type Tx } from '#platform';
import { ClinicCalendar, dayNumber } from './clinic-calendar.js';
import { weeklyDuties } from './domain/rota.js';
import { DutyRepository, type DutyRow } from './duty.repository.js';
import { alertProblems } from './problems.js';

/** Nobody is on call for longer at a stretch; the lists of a rota are for weeks. */
const LONGEST_MS = 31 * DAY;
/** A pattern is renewed twice a year, when somebody looks whether it is still true. */
const PATTERN_DAYS = 184;

type WallTimes = Omit<Extract<ChangeDuty, { fromMin: number }>, 'personId'>;
type Stretch = Readonly<{ startsAt: string; endsAt: string }>;

/** @param mayAnswer whether the person may be on call now */
export const toRotaDuty = ({ startsAt, endsAt, ...duty }: DutyRow, mayAnswer: boolean): RotaDuty => ({
  ...duty,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  mayAnswer,
});

/** Changes of the rota. What lies ahead can be changed; what has begun can only be handed over, and no minute is lost by it. */
@Injectable()
export class RotaService {
  constructor(
    private readonly database: Database,
    private readonly duties: DutyRepository,
    private readonly calendar: ClinicCalendar,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * A duty that begins now at the earliest, so that a gap that has begun can be filled.
   *
   * @throws `alerts.may-not-be-on-call`, `alerts.duty-past`, `alerts.duty-too-long`
   */
  add(caller: Caller, { personId, ...times }: AddDuty): Promise<RotaDuty[]> {
    return this.database.transact(async (tx) => {
      await this.requireMayBeOnCall(tx, personId);
      const ids = await this.duties.insert(tx, [{ personId, span: aheadOf(await this.calendar.now(tx), times) }]);
      await this.record(tx, caller, 'add-duty', personId, ids[0]);
      return this.shown(tx, ids);
    });
  }

  /**
   * A weekly pattern as duties, in the clinic's wall time; days that have begun are left out.
   *
   * @throws `alerts.may-not-be-on-call`, `alerts.pattern-too-long`, `alerts.duty-past`
   */
  addWeekly(caller: Caller, { personId, ...pattern }: AddDuties): Promise<RotaDuty[]> {
    const [firstDay, lastDay] = [dayNumber(pattern.firstDay), dayNumber(pattern.lastDay)];
    if (lastDay - firstDay >= PATTERN_DAYS) throw alertProblems.patternTooLong({ days: PATTERN_DAYS });
    return this.database.transact(async (tx) => {
      await this.requireMayBeOnCall(tx, personId);
      const table = await this.calendar.table(tx, firstDay, lastDay);
      const now = await this.calendar.now(tx);
      const spans = weeklyDuties({ ...pattern, firstDay, lastDay }, table).filter(({ from }) => from >= now);
      if (spans.length === 0) throw alertProblems.dutyPast();
      const ids = await this.duties.insert(
        tx,
        spans.map((span) => ({ personId, span })),
      );
      await this.record(tx, caller, 'add-duties', personId);
      return this.shown(tx, ids);
    });
  }

  /** @throws `alerts.no-duty`, `alerts.duty-begun`, and what `add` throws */
  change(caller: Caller, id: string, { personId, ...times }: ChangeDuty): Promise<RotaDuty[]> {
    return this.database.transact(async (tx) => {
      const { now } = await this.lockAhead(tx, id);
      await this.requireMayBeOnCall(tx, personId);
      const span = aheadOf(now, 'fromMin' in times ? await this.instants(tx, times) : times);
      await this.duties.change(tx, id, { personId, span });
      await this.record(tx, caller, 'change-duty', personId, id);
      return this.shown(tx, [id]);
    });
  }

  /**
   * Gives the rest of a duty to somebody else: one that has begun ends now and the other's begins now, in one transaction.
   *
   * @throws `alerts.no-duty`, `alerts.duty-over`, `alerts.may-not-be-on-call`
   */
  handOver(caller: Caller, id: string, personId: string): Promise<RotaDuty[]> {
    return this.database.transact(async (tx) => {
      const { duty, now } = await this.lock(tx, id);
      const [from, to] = [duty.startsAt.getTime(), duty.endsAt.getTime()];
      if (to <= now) throw alertProblems.dutyOver();
      await this.requireMayBeOnCall(tx, personId);
      await this.record(tx, caller, 'hand-over-duty', personId, id);
      if (from >= now) {
        await this.duties.change(tx, id, { personId, span: { from, to } });
        return this.shown(tx, [id]);
      }
      await this.duties.end(tx, id, new Date(now));
      return this.shown(tx, [id, ...(await this.duties.insert(tx, [{ personId, span: { from: now, to } }]))]);
    });
  }

  /** Two duties ahead change their people. @throws `alerts.no-duty`, `alerts.duty-begun`, `alerts.may-not-be-on-call` */
  swap(caller: Caller, dutyIds: readonly [string, string]): Promise<RotaDuty[]> {
    return this.database.transact(async (tx) => {
      const held = new Map<string, DutyRow>(); // in one order, whoever asks: two swaps never wait for each other
      for (const id of [...dutyIds].sort()) held.set(id, (await this.lockAhead(tx, id)).duty);
      const [one, other] = dutyIds.map((id) => held.get(id)!) as [DutyRow, DutyRow];
      for (const [duty, { personId }] of [[one, other] as const, [other, one] as const]) {
        await this.requireMayBeOnCall(tx, personId);
        await this.duties.change(tx, duty.id, { personId, span: { from: duty.startsAt.getTime(), to: duty.endsAt.getTime() } });
      }
      await this.record(tx, caller, 'swap-duties', other.personId, one.id);
      return this.shown(tx, dutyIds);
    });
  }

  /** @throws `alerts.no-duty`, `alerts.duty-begun` */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const { duty } = await this.lockAhead(tx, id);
      await this.duties.remove(tx, id);
      await this.record(tx, caller, 'remove-duty', duty.personId, id);
    });
  }

  /** Wall time of the clinic as instants. */
  private async instants(tx: Tx, { firstDay, fromMin, lastDay, toMin }: WallTimes): Promise<Stretch> {
    const [first, last] = [dayNumber(firstDay), dayNumber(lastDay)];
    const table = await this.calendar.table(tx, Math.min(first, last) - 1, Math.max(first, last) + 1);
    const at = (day: number, minute: number) => new Date(toInstant(table, { day, minute })).toISOString();
    return { startsAt: at(first, fromMin), endsAt: at(last, toMin) };
  }

  private async lock(tx: Tx, id: string): Promise<{ duty: DutyRow; now: number }> {
    const duty = await this.duties.lock(tx, id);
    if (!duty) throw alertProblems.noDuty();
    return { duty, now: await this.calendar.now(tx) };
  }

  private async lockAhead(tx: Tx, id: string): Promise<{ duty: DutyRow; now: number }> {
    const held = await this.lock(tx, id);
    if (held.duty.startsAt.getTime() <= held.now) throw alertProblems.dutyBegun();
    return held;
  }

  private async requireMayBeOnCall(tx: Tx, personId: string): Promise<void> {
    const people = await this.directory.whoMayBeOnCall(tx);
    if (!people.some(({ id }) => id === personId)) throw alertProblems.mayNotBeOnCall();
  }

  /** About no patient; `reason` is the person whose duty it is by this. */
  private record(tx: Tx, caller: Caller, action: string, personId: string, objectId?: string): Promise<void> {
    const act = { action, objectType: 'on-call-duty', reason: personId };
    return this.audit.record(tx, caller, objectId === undefined ? act : { ...act, objectId });
  }

  private async shown(tx: Tx, ids: readonly string[]): Promise<RotaDuty[]> {
    const able = new Set((await this.directory.whoMayBeOnCall(tx)).map(({ id }) => id));
    return (await this.duties.findByIds(tx, ids)).map((duty) => toRotaDuty(duty, able.has(duty.personId)));
  }
}

/** @throws `alerts.duty-past`, `alerts.duty-too-long` */
function aheadOf(now: number, { startsAt, endsAt }: Stretch): Span {
  const span = { from: Math.max(Date.parse(startsAt), now), to: Date.parse(endsAt) };
  if (span.to <= span.from) throw alertProblems.dutyPast();
  if (span.to - span.from > LONGEST_MS) throw alertProblems.dutyTooLong({ days: LONGEST_MS / DAY });
  return span;
}
