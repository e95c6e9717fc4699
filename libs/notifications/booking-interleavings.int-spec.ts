import { setTimeout as after } from 'node:timers/promises';

import type { Caller } from '#identity';
import { CancellationService, CourseChoice, CourseMovesService, DosingBookingsService } from '#integration';
import { MINUTE, Problem } from '#kernel';
import { Database, Outbox } from '#platform';
import { HoldsService, type ReminderKind, remindersOf } from '#scheduling';
import { Dice, seedOfRun } from '../../test/support/dice.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { DeliveryService } from './delivery.service.js';
import type { Due } from './messages.js';
import { NoticesService } from './notices.service.js';
import { NotificationsModule } from './notifications.module.js';

const RUNS = process.env['PROVE'] ? 1_000 : 15;
/** Longer than either of the two takes: each can come first, or in the middle of the other. */
const SPREAD_MS = 25;
const seed = seedOfRun();
let clinic: SmallClinic;
let dice: Dice;

beforeAll(async () => {
  clinic = await SmallClinic.open([NotificationsModule]);
});
beforeEach(() => {
  dice = new Dice(seed);
});
afterAll(() => clinic?.close());

/** Begins some time soon, as the dice say. */
const soon = async <T>(work: () => Promise<T>): Promise<T> => {
  await after(dice.next() * SPREAD_MS);
  return work();
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const book = ({ patient }: TeamOf, startsAt: Date) => clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);
const cancel = (by: Caller, sessionId: string) => clinic.get(CancellationService).cancel(by, sessionId, 'illness');

/** A team whose people sleep never: whatever time it is while this runs. */
async function enrol(clinicians: Parameters<SmallClinic['enrol']>[0] = {}): Promise<TeamOf> {
  const team = await clinic.enrol(clinicians);
  const awake = [team.patient, team.chaperone].map(({ personId }) => ({ personId, quietFromMin: 0, quietToMin: 0 }));
  await clinic.read.contactPreference.createMany({ data: awake });
  return team;
}

type Pending = Readonly<{ id: string; name: string; key: string; payload: Due & { kind?: ReminderKind } }>;
/** What waits under the key of an appointment's reminders. */
const pending = (appointmentId: string): Promise<Pending[]> =>
  clinic.get(Database).sql<Pending>`
    SELECT id, name, key, payload FROM outbox_event
    WHERE key > ${`reminder:${appointmentId}:`} AND key < ${`reminder:${appointmentId};`}
      AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL ORDER BY key`;

class NoLongerPending extends Error {}
/** As the worker handles a claimed reminder: decided and marked as done together, or not at all. */
const handle = (appointmentId: string, { id, payload }: Pending) =>
  clinic
    .transact(async (tx) => {
      await clinic.get(NoticesService).remind(tx, appointmentId, payload.kind!);
      if (!(await clinic.get(Outbox).done(tx, id))) throw new NoLongerPending();
    })
    .catch((error: unknown) => {
      if (!(error instanceof NoLongerPending)) throw error;
    });

describe(`a hold that ends while it is booked (FAULT_SEED=${seed})`, () => {
  it('is booked whole or not at all, and its time is had by one', async () => {
    const mine = await enrol();
    const rival = await enrol({ therapist: mine.therapist, prescriber: mine.prescriber });
    const appointmentsOf = ({ patient }: TeamOf, states: string[]) =>
      clinic.get(Database).sql<{ state: string; hasTime: boolean }>`
        SELECT state, (SELECT bool_and(NOT isempty(during)) FROM appointment_party WHERE appointment_id = a.id) AS "hasTime"
        FROM appointment a WHERE patient_id = ${patient.personId} AND state = ANY(${states}::appointment_state[])`;
    const endings = new Set<string>();
    for (let run = 0; run < RUNS; run++) {
      const startsAt = await clinic.at(2, 10 + dice.between(0, 4));
      const { id } = await clinic.get(CourseChoice).hold(mine.patient, mine.patient.personId, startsAt);
      const leftMs = dice.between(0, 2 * SPREAD_MS);
      await clinic.get(Database).sql`
        UPDATE appointment SET held_until = app_now() + ${leftMs}::int * interval '1 millisecond' WHERE hold_id = ${id}::uuid`;
      const over = () => clinic.transact((tx) => clinic.get(HoldsService).over(tx, id));
      const codes = await Promise.all([
        codeOf(soon(() => book(mine, startsAt))),
        codeOf(soon(() => book(rival, startsAt))),
        codeOf(soon(over).then(over)),
      ]);
      const context = `run ${run}: ${codes.join(', ')}`;
      const [own, others] = [await appointmentsOf(mine, ['booked']), await appointmentsOf(rival, ['booked'])];
      expect([context, own.length, others.length]).toEqual([context, codes[0] === 'none' ? 2 : 0, codes[1] === 'none' ? 2 : 0]);
      expect([context, own.length + others.length <= 2]).toEqual([context, true]);
      expect([...own, ...others].every(({ hasTime }) => hasTime)).toBe(true);
      endings.add(codes[0] === 'none' ? 'booked' : codes[1] === 'none' ? 'lost' : 'nobody');
      await after(Math.max(0, leftMs));
      await over();
      expect([context, (await appointmentsOf(mine, ['held'])).length]).toEqual([context, 0]);
      expect((await appointmentsOf(mine, ['expired'])).filter(({ hasTime }) => hasTime)).toEqual([]);
      for (const { patient } of [mine, rival]) {
        const open = await clinic.read.dosingSession.findMany({
          where: { patientId: patient.personId, abortedAt: null },
          select: { id: true },
        });
        for (const session of open) await cancel(patient, session.id);
      }
    }
    expect(endings.has('booked')).toBe(true);
  }, 600_000);
});

describe(`a move while a reminder is handled (FAULT_SEED=${seed})`, () => {
  it('leaves the reminders of the new time, all of them, and none of the old one', async () => {
    const team = await enrol();
    const times = [await clinic.at(5, 10), await clinic.at(7, 11), await clinic.at(9, 12)];
    let at = times[0]!;
    const { sessionId, appointment } = await book(team, at);
    const move = (to: Date) => clinic.get(CourseMovesService).move(team.patient, sessionId, to, 'illness');
    for (let run = 0; run < RUNS; run++) {
      const due = (await pending(appointment.id)).filter(({ payload }) => payload.kind);
      const claimed = dice.pick(due);
      const to = dice.pick(times.filter((time) => time !== at));
      await Promise.all([soon(() => move(to)), soon(() => handle(appointment.id, claimed))]);
      at = to;
      const span = { startsAt: at.getTime(), endsAt: at.getTime() + 180 * MINUTE };
      const left = await pending(appointment.id);
      const kinds = left.flatMap(({ payload }) => (payload.kind ? [payload.kind] : []));
      expect([run, kinds.sort()]).toEqual([
        run,
        remindersOf('dosing', span)
          .map(({ kind }) => kind)
          .sort(),
      ]);
      const causes = left.flatMap(({ payload }) => (payload.kind ? [] : [payload.cause]));
      expect([run, causes.filter((cause) => !cause.endsWith(`:${at.getTime() / 1_000}`))]).toEqual([run, []]);
    }
  }, 600_000);
});

describe(`a cancellation while its reminders are sent (FAULT_SEED=${seed})`, () => {
  it('comes before a message, which then is not sent, or after it', async () => {
    const team = await enrol();
    const sent = { before: 0, not: 0 };
    for (let run = 0; run < RUNS; run++) {
      const { sessionId, appointment } = await book(team, await clinic.at(5, 10 + dice.between(0, 4)));
      const [reminder] = (await pending(appointment.id)).filter(({ payload }) => payload.kind === 't-24h');
      await handle(appointment.id, reminder!);
      const messages = (await pending(appointment.id)).filter(({ payload }) => !payload.kind);
      expect(messages.length).toBeGreaterThan(1);
      const deliver = ({ payload, id }: Pending) => soon(() => clinic.get(DeliveryService).deliver(payload, id));
      await Promise.all([soon(() => cancel(team.patient, sessionId)), ...messages.map(deliver)]);
      expect([run, await pending(appointment.id)]).toEqual([run, []]);
      const became = await clinic.get(Database).sql<{ isDone: boolean; state: string; captured: number }>`
        SELECT e.done_at IS NOT NULL AS "isDone", m.state, (SELECT count(*) FROM captured_message c WHERE c.message_id = m.id)
          + (SELECT count(*) FROM inbox_message i WHERE i.message_id = m.id) AS captured
        FROM outbox_event e JOIN message m ON m.event_id = e.id WHERE e.id = ANY(${messages.map(({ id }) => id)}::uuid[])`;
      expect(became).toHaveLength(messages.length);
      for (const { isDone, state, captured } of became) {
        expect([run, isDone, state, captured]).toEqual([
          run,
          isDone,
          isDone ? expect.stringMatching(/^(sent|delivered)$/) : 'voided',
          isDone ? 1 : 0,
        ]);
        sent[isDone ? 'before' : 'not'] += 1;
      }
    }
    expect([sent.before > 0, sent.not > 0]).toEqual([true, true]);
  }, 600_000);
});
