import fc from 'fast-check';
import type { Caller } from '#identity';
import { MINUTE } from '#kernel';
import { asOwner } from '../../test/support/owner.js';
import { ScreeningRoom } from '../../test/support/screening-room.js';
import { type Act, actOn, type Course } from './domain/course.js';

const RUNS = process.env['PROVE'] ? 300 : 12;
const OFFER_MIN = 10;
/** Whoever may do something here: the owner at the beginning, two prescribers, and another one of the clinic. */
type Key = 'tom' | 'nina' | 'paul' | 'helen';
type Told =
  | Readonly<{ kind: 'begin' | 'not-held' | 'reopen'; by: Key }>
  | Readonly<{ kind: 'offer'; by: Key; to: Key }>
  | Readonly<{ kind: 'accept' | 'decline' | 'withdraw'; by: Key }>
  | Readonly<{ kind: 'time-out' | 'wait' }>
  | Readonly<{ kind: 'assign'; to: Key }>
  | Readonly<{ kind: 'decide'; by: Key }>;

const who = fc.constantFrom<Key>('tom', 'nina', 'paul', 'helen');
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({ kind: fc.constantFrom('begin' as const, 'not-held' as const, 'reopen' as const), by: who }),
  fc.record({ kind: fc.constant('offer' as const), by: who, to: who }),
  fc.record({ kind: fc.constantFrom('accept' as const, 'decline' as const, 'withdraw' as const), by: who }),
  fc.record({ kind: fc.constantFrom('time-out' as const, 'wait' as const) }),
  fc.record({ kind: fc.constant('assign' as const), to: who }),
  fc.record({ kind: fc.constant('decide' as const), by: who }),
);

let room: ScreeningRoom;
let people: Record<Key, Caller>;
let admin: Caller;
beforeAll(async () => {
  room = await ScreeningRoom.open();
  const person = (role: 'therapist' | 'prescriber' | 'physician') => room.clinic.person(role);
  people = {
    ...{ tom: await person('therapist'), nina: await person('prescriber') },
    ...{ paul: await person('prescriber'), helen: await person('physician') },
  };
  admin = await room.clinic.person('admin');
});
afterAll(() => room?.close());

const DECISION = { outcome: 'deferred', reasons: ['information-missing'], revisitOn: '2099-01-04' } as const;

/** One story: the same acts on the database and on the pure function. */
class Story {
  private lastOffer: string | null = null;
  private decisions = 0;
  model: Course;

  constructor(readonly patient: Caller) {
    this.model = { state: 'intake_started', ownerId: people.tom.personId, offer: null };
  }

  /** @returns whether it was done */
  async tell(act: Told): Promise<boolean> {
    const done = await this.act(act).then(
      () => true,
      (error: { code?: string }) => {
        if (!error.code?.startsWith('screening.') && error.code !== 'care.not-found') throw error;
        return false;
      },
    );
    return done;
  }

  private async act(act: Told): Promise<unknown> {
    const { patient } = this;
    switch (act.kind) {
      case 'begin':
      case 'reopen':
        return room.step(people[act.by], patient, { step: act.kind });
      case 'not-held':
        return room.step(people[act.by], patient, { step: 'not-held', who: 'patient' });
      case 'offer':
        this.lastOffer = await room.offer(people[act.by], patient, people[act.to], OFFER_MIN);
        return;
      case 'accept':
      case 'decline':
      case 'withdraw':
        return this.lastOffer ? room[act.kind](people[act.by], this.lastOffer) : Promise.reject(NO_OFFER);
      case 'time-out':
        return this.lastOffer ? room.timeOut(this.lastOffer) : undefined;
      case 'wait':
        return room.clinic.moveTo(new Date((await room.now()) + OFFER_MIN * MINUTE));
      case 'assign':
        return room.assign(admin, patient, people[act.to]);
      case 'decide':
        await room.decide(people[act.by], patient, { ...DECISION, basedOn: this.decisions });
        this.decisions += 1;
        return;
    }
  }

  /** What the pure function makes of an act that was done, as the database tells of the offer. */
  async follow(act: Told): Promise<void> {
    const now = await room.now();
    const open = await this.openOffer();
    const meant = this.meantBy(act, open);
    if (!meant) return;
    const outcome = actOn(this.model, meant, now);
    if ('refusal' in outcome) throw new Error(`the database did ${JSON.stringify(act)}, and the law says ${outcome.refusal}`);
    this.model = outcome.course;
  }

  private meantBy(act: Told, open: { id: string; until: Date } | null): Act | null {
    const offerId = this.lastOffer ?? '';
    switch (act.kind) {
      case 'begin':
        return { kind: 'step', by: people[act.by].personId, to: 'in_screening' };
      case 'not-held':
      case 'reopen':
        return { kind: 'step', by: people[act.by].personId, to: 'intake_started' };
      case 'offer':
        return {
          ...{ kind: 'offer', by: people[act.by].personId, id: offerId, toId: people[act.to].personId },
          until: open!.until.getTime(),
        };
      case 'accept':
      case 'decline':
      case 'withdraw':
        return { kind: act.kind, by: people[act.by].personId, offerId };
      case 'time-out':
        return this.model.offer && !open ? { kind: 'expire', offerId } : null;
      case 'assign':
        return { kind: 'assign', ownerId: people[act.to].personId };
      case 'decide':
        return { kind: 'decide', by: people[act.by].personId, outcome: 'deferred' };
      default:
        return null;
    }
  }

  async openOffer(): Promise<{ id: string; fromId: string; toId: string; until: Date } | null> {
    const where = { patientId: this.patient.personId, state: 'offered' } as const;
    return room.clinic.read.screeningHandOff.findFirst({ where, select: { id: true, fromId: true, toId: true, until: true } });
  }

  async seen(): Promise<Course> {
    const { ownerId, state } = await room.caseOf(this.patient);
    const open = await this.openOffer();
    return { ownerId, state, offer: open && { ...open, until: open.until.getTime() } };
  }
}

const NO_OFFER = Object.assign(new Error('nothing was offered'), { code: 'screening.no-hand-off' });

async function begin(): Promise<Story> {
  const team = await room.clinic.enrol({ therapist: people.tom });
  await room.open(people.tom, team.patient);
  return new Story(team.patient);
}

describe('the database and the law', () => {
  it(`say the same of ${RUNS} stories`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 5, maxLength: 25 }), async (acts) => {
        const story = await begin();
        for (const act of acts) {
          if (await story.tell(act)) await story.follow(act);
          expect(await story.seen()).toEqual(story.model);
        }
        await asOwner('DELETE FROM clock_offset');
      }),
      { numRuns: RUNS },
    );
  });

  it('leave a case with one owner, whoever acts at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(told, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 6 }),
        async (bursts) => {
          const story = await begin();
          await story.tell({ kind: 'begin', by: 'tom' });
          await story.tell({ kind: 'offer', by: 'tom', to: 'nina' });
          for (const burst of bursts) {
            await Promise.all(burst.map((act) => story.tell(act)));
            const { ownerId, offer } = await story.seen();
            const owners = await room.owners(story.patient);
            expect(owners.some((each) => each.ownerId === ownerId)).toBe(true);
            expect(Object.values(people).map(({ personId }) => personId)).toContain(ownerId);
            expect(offer === null || offer.fromId === ownerId).toBe(true);
            expect(await room.openOffers(story.patient)).toBeLessThan(2);
            expect(await room.isOfTeam(story.patient, { ...people.tom, personId: ownerId })).toBe(true);
          }
          await asOwner('DELETE FROM clock_offset');
        },
      ),
      { numRuns: RUNS },
    );
  });
});
