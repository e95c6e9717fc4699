import type { Caller } from '#identity';
import { DAY, HOUR } from '#kernel';
import type { Tx } from '#platform';
import { PairingRoom } from '../../test/support/pairing-room.js';
import { overtaken } from '../../test/support/waits-for-lock.js';
import { GapWatch } from './gap-watch.js';
import { PairingRepository } from './pairing.repository.js';
import { SearchEnding } from './search-ending.js';

let room: PairingRoom;
let patient: Caller;
let tom: Caller;
beforeAll(async () => {
  room = await PairingRoom.open();
});
beforeEach(async () => {
  await room.clear();
  ({ patient, therapist: tom } = await room.patient());
});
afterAll(() => room?.close());

const refused = (code: string, facts?: object) => expect.objectContaining(facts ? { code, facts } : { code });
const stateOf = async (part = 'therapist') =>
  (await room.read(patient, patient)).pairings.filter((one) => one.part === part).map(({ state }) => state);
const codeOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'fulfilled' ? 'done' : (outcome.reason as { code?: string }).code;

describe('a search', () => {
  it('shows whom no filter keeps out, with what speaks for them to the point; staff see what keeps out the others', async () => {
    const [iris, omar] = [await room.clinician(), await room.clinician('therapist', 20)];
    await room.says(iris, { specialties: ['grief'], about: 'At your pace.', gender: 'woman' });
    await room.wishes(patient, { languages: ['en', 'pl'], topics: ['grief', 'trauma'], gender: 'woman' });
    await room.rank(patient, patient);
    const { pairings, excluded } = await room.read(patient, patient);
    const [{ candidates }] = pairings.filter(({ state }) => state === 'ranked') as [(typeof pairings)[number]];
    expect(candidates).toMatchObject([{ personId: iris.personId, about: 'At your pace.', daysUntilFree: expect.any(Number) }]);
    const points = Object.fromEntries(candidates[0]!.reasons.map(({ criterion, points: n }) => [criterion, n]));
    expect(points).toMatchObject({ continuity: 0, specialty: 40, zone: 20, preference: 40 });
    expect(candidates[0]!.fit).toBe(Object.values(points).reduce((sum, n) => sum + n, 0));
    expect(excluded).toEqual([]);
    const forStaff = (await room.read(tom, patient)).excluded;
    expect(forStaff).toEqual([
      expect.objectContaining({ personId: omar.personId, filter: 'no-licence', day: expect.stringMatching(/^\d{4}-/) }),
    ]);
  });

  it('shows nobody to a patient who has not said where they are, and says so', async () => {
    const { patient: lost, therapist } = await room.stranger();
    await room.clinician();
    await room.rank(lost, lost);
    const { excluded } = await room.read(therapist, lost);
    expect([...new Set(excluded.map(({ filter }) => filter))]).toEqual(['place-not-stated']);
    expect(await room.read(lost, lost)).toMatchObject({ isPlaceStated: false });
  });

  it('puts somebody whom the patient does not want on no list again', async () => {
    const iris = await room.clinician();
    await room.rank(patient, patient);
    expect(await room.shown(patient)).toEqual([iris.personId]);
    await room.rank(patient, patient, 'therapist', iris.personId);
    expect(await room.shown(patient)).toEqual([]);
    await room.rank(patient, patient);
    expect(await room.shown(patient)).toEqual([]);
    await expect(room.choose(patient, patient, iris)).rejects.toEqual(refused('pairing.not-now'));
  });

  it('keeps apart two who know each other otherwise', async () => {
    const iris = await room.clinician();
    await room.conflict(tom, patient, iris);
    await room.rank(patient, patient);
    expect(await room.shown(patient)).toEqual([]);
    expect((await room.read(tom, patient)).barred).toMatchObject([{ personId: iris.personId, kind: 'conflict' }]);
  });

  it('is for the patient, their team and those who run the clinic, who see nothing of what the patient comes with', async () => {
    await room.wishes(patient, { languages: ['en'], topics: ['grief'], gender: 'woman' });
    const [ada, stranger] = [await room.clinic.person('admin'), await room.clinician()];
    expect((await room.read(ada, patient)).wish).toEqual({ languages: ['en'], topics: [], gender: null });
    expect((await room.read(tom, patient)).wish.topics).toEqual(['grief']);
    await expect(room.read(stranger, patient)).rejects.toEqual(refused('care.not-found'));
    await expect(room.rank(stranger, patient)).rejects.toEqual(refused('care.not-found'));
    await expect(room.read(ada, ada)).rejects.toEqual(refused('care.not-found'));
  });
});

describe('an offer', () => {
  let iris: Caller & { licenceId: string };
  beforeEach(async () => {
    iris = await room.clinician();
    await room.rank(patient, patient);
  });

  it('that is accepted makes the clinician one of the team in the same transaction', async () => {
    await room.choose(patient, patient, iris);
    expect(await stateOf()).toEqual(['active', 'offered']);
    await expect(room.read(iris, patient)).rejects.toEqual(refused('care.not-found')); // who is asked sees no record
    const { offers } = await room.own(iris);
    expect(offers).toMatchObject([{ patientId: patient.personId, part: 'therapist', fit: expect.any(Number) }]);
    await room.accept(iris, offers[0]!.offerId);
    expect([await stateOf(), await room.team(patient)]).toEqual([['active', 'active'], expect.arrayContaining([iris.personId])]);
    expect((await room.clinic.waiting('pairing.answered')).map(({ payload }) => payload)).toEqual([
      { offerId: offers[0]!.offerId },
    ]);
  });

  it('that is declined leaves the patient with whoever else there is, without the one who said no', async () => {
    const omar = await room.clinician();
    await room.rank(patient, patient);
    await room.choose(patient, patient, iris);
    await room.decline(iris, await room.offerTo(iris));
    expect([await stateOf(), await room.shown(patient)]).toEqual([['active', 'ranked'], [omar.personId]]);
    const [sought] = (await room.read(patient, patient)).pairings.filter(({ state }) => state === 'ranked');
    expect(sought!.lastAnswer).toEqual({ displayName: iris.displayName, state: 'declined' });
    await room.choose(patient, patient, omar);
    await room.decline(omar, await room.offerTo(omar), 'conflict-of-interest');
    expect((await room.read(tom, patient)).barred).toMatchObject([{ personId: omar.personId, kind: 'conflict' }]);
  });

  it('is over after two days, by a row that was committed with it, and not before', async () => {
    const until = await room.choose(patient, patient, iris);
    const id = await room.offerTo(iris);
    expect(until.getTime() - (await room.now())).toBeGreaterThan(47 * HOUR);
    expect(await room.clinic.waiting('pairing.offer-due')).toMatchObject([{ payload: { offerId: id }, dueAt: until }]);
    await room.expire(id).catch(() => undefined);
    expect(await stateOf()).toEqual(['active', 'offered']);
    await room.clinic.moveTo(until);
    await expect(room.accept(iris, id)).rejects.toEqual(refused('pairing.offer-over'));
    await room.expire(id);
    expect(await stateOf()).toEqual(['active', 'ranked']);
    await room.clinic.clear();
    await room.clinic.read.clinicSettings.create({
      data: { name: 'Test clinic', zone: 'America/Phoenix', phone: '', consentVersion: '1' },
    });
  });

  it('is for whom it is for, and however its answers race the first one counts', async () => {
    await room.choose(patient, patient, iris);
    const id = await room.offerTo(iris);
    await expect(room.accept(tom, id)).rejects.toEqual(refused('pairing.no-offer'));
    await expect(room.choose(patient, patient, iris)).rejects.toEqual(refused('pairing.not-now'));
    await expect(room.rank(patient, patient)).rejects.toEqual(refused('pairing.not-now'));
    const outcomes = await Promise.allSettled([room.accept(iris, id), room.decline(iris, id), room.stop(patient, patient)]);
    expect(outcomes.filter((one) => codeOf(one) === 'done')).toHaveLength(1);
    expect(outcomes.map(codeOf)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  });

  it('that is withdrawn while its yes is on the way is over, as it is told', async () => {
    await room.choose(patient, patient, iris);
    const id = await room.offerTo(iris);
    const withdrawn = {
      takes: (tx: Tx) => room.clinic.get(PairingRepository).hold(tx, patient.personId),
      does: (tx: Tx) => room.clinic.get(SearchEnding).end(tx, patient.personId, 'therapist'),
    };
    await expect(overtaken(room.clinic, withdrawn, () => room.accept(iris, id))).rejects.toEqual(refused('pairing.offer-over'));
  });

  it('is judged again when it is accepted', async () => {
    await room.choose(patient, patient, iris);
    const ada = await room.clinic.person('admin');
    await room.endLicence(ada, iris.licenceId);
    await expect(room.accept(iris, await room.offerTo(iris))).rejects.toEqual(
      refused('pairing.kept-out', { filter: 'no-licence' }),
    );
    expect(await room.team(patient)).not.toContain(iris.personId);
  });

  it('counts as a place: nobody is asked for more than they take, however many ask at once', async () => {
    await room.says(iris, { capacity: 1 });
    const { patient: another } = await room.patient();
    await room.rank(another, another);
    const outcomes = await Promise.allSettled([room.choose(patient, patient, iris), room.choose(another, another, iris)]);
    expect(outcomes.map(codeOf).sort()).toEqual(['done', 'pairing.kept-out']);
  });
});

describe('a hand-over', () => {
  let iris: Caller;
  beforeEach(async () => {
    iris = await room.clinician();
  });
  const handOverOf = async (whose: Caller) => (await room.own(whose)).handOvers[0]!;

  it('changes nothing before it is accepted; then both see the patient until it is read and its time is over', async () => {
    await room.handOver(tom, patient, iris);
    expect(await room.own(iris)).toMatchObject({ offers: [{ summary: 'Well since spring.', handedOverBy: tom.displayName }] });
    expect(await room.team(patient)).not.toContain(iris.personId);
    await room.accept(iris, await room.offerTo(iris));
    expect(await room.team(patient)).toEqual(expect.arrayContaining([tom.personId, iris.personId]));
    expect(await stateOf()).toEqual(['handover_pending', 'active']);
    const { handOverId, readAt } = await handOverOf(iris);
    expect([readAt, (await handOverOf(tom)).isMine]).toEqual([null, false]);
    await room.readHandOver(iris, handOverId);
    const [due] = await room.clinic.waiting('pairing.hand-over-due');
    expect(due!.dueAt.getTime() - (await room.now())).toBeGreaterThan(6.9 * DAY);
    expect(await room.handOverDue(handOverId)).toEqual([]);
    expect([await room.team(patient), await stateOf()]).toEqual([expect.not.arrayContaining([tom.personId]), ['active']]);
    expect(await room.gaps(patient)).toEqual([]);
  });

  it('that nobody has read keeps the first one there, and is said aloud', async () => {
    const ada = await room.clinic.person('admin');
    await room.handOver(tom, patient, iris);
    await room.accept(iris, await room.offerTo(iris));
    const { handOverId } = await handOverOf(iris);
    expect(await room.handOverDue(handOverId)).toEqual(expect.arrayContaining([iris.personId, ada.personId]));
    expect([await room.alerts(), await room.team(patient)]).toEqual([
      ['hand_over_unread'],
      expect.arrayContaining([tom.personId]),
    ]);
    await expect(room.readHandOver(tom, handOverId)).rejects.toEqual(refused('pairing.no-hand-over'));
    await room.readHandOver(iris, handOverId);
    expect(await room.alerts()).toEqual([]);
  });

  it('is taken by the next one, too, when the first was let go meanwhile', async () => {
    await room.handOver(tom, patient, iris);
    await room.letGo(patient, tom);
    await room.accept(iris, await room.offerTo(iris));
    expect([await stateOf(), await room.team(patient)]).toEqual([['active'], expect.arrayContaining([iris.personId])]);
    expect((await room.gaps(patient)).map(({ closedAt }) => closedAt === null)).toEqual([false]);
    const { handOverId, summary } = await handOverOf(iris);
    expect(summary).toBe('Well since spring.');
    await room.readHandOver(iris, handOverId);
    expect(await room.handOverDue(handOverId)).toEqual([]);
  });

  it('that is declined leaves everything as it is', async () => {
    await room.handOver(tom, patient, iris);
    await room.decline(iris, await room.offerTo(iris));
    expect([await stateOf(), await room.team(patient)]).toEqual([['active'], expect.arrayContaining([tom.personId])]);
    await expect(room.handOver(iris, patient, tom)).rejects.toEqual(refused('care.not-found'));
  });
});

describe('nobody is silently unpaired', () => {
  const found = async () => {
    const [gap] = (await room.gaps(patient)).filter(({ closedAt }) => closedAt === null);
    expect((await room.clinic.waiting('pairing.gap-found')).map(({ payload }) => payload)).toContainEqual({ gapId: gap!.id });
    return gap!;
  };

  it('when a clinician leaves the clinic', async () => {
    await room.disable(tom);
    const gap = await found();
    expect(gap).toMatchObject({ part: 'therapist', cause: 'left' });
    const ada = await room.clinic.person('admin');
    expect(await room.gapFound(gap.id)).toContain(ada.personId);
    expect([await room.alerts(), (await room.cover.read(ada)).uncovered]).toEqual([
      ['patient_unpaired'],
      [
        expect.objectContaining({
          patientId: patient.personId,
          cause: 'left',
          lost: expect.objectContaining({ personId: tom.personId }),
        }),
      ],
    ]);
  });

  it('when they are let go from the team', async () => {
    await room.letGo(patient, tom);
    expect(await found()).toMatchObject({ cause: 'let-go' });
    expect(await stateOf()).toEqual([]);
  });

  it('when what prescribing takes beside a licence lapses, and it is mended when it is there again', async () => {
    const ada = await room.clinic.person('admin');
    const team = await room.patient();
    const look = () => room.clinic.transact((tx) => room.clinic.get(GapWatch).registersChanged(tx));
    const causes = async () => (await room.gaps(team.patient)).map(({ cause, closedAt }) => [cause, closedAt === null]);
    await look();
    expect(await causes()).toEqual([]);
    const where = { personId: team.prescriber.personId, kind: 'dea-registration', endedAt: null };
    for (const { id } of await room.clinic.read.licence.findMany({ where })) await room.endLicence(ada, id);
    await look();
    expect(await causes()).toEqual([['licence', true]]);
    await room.clinic.transact((tx) => room.clinic.license.prescribing(tx, team.prescriber.personId));
    await look();
    expect(await causes()).toEqual([['licence', false]]);
  });

  it('when a licence ends where the patient is, and it is mended by a new one', async () => {
    const ada = await room.clinic.person('admin');
    await room.licence(tom, 300);
    const planned = await room.clinic.waiting('pairing.licences-changed');
    expect(planned.some(({ payload }) => payload['personId'] === tom.personId)).toBe(true);
    await room.licencesChanged(tom);
    expect(await room.gaps(patient)).toEqual([]);
    await room.endLicences(ada, tom);
    await room.licencesChanged(tom);
    const gap = await found();
    expect(gap).toMatchObject({ cause: 'licence' });
    await room.gapFound(gap.id);
    expect(await room.alerts()).toEqual(['patient_unpaired']);
    await room.licence(tom, 300);
    await room.licencesChanged(tom);
    await room.gapClosed(gap.id);
    expect([await room.alerts(), (await room.gaps(patient))[0]!.closedAt]).toEqual([[], expect.any(Date)]);
  });
});
