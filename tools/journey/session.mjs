// Second part: gate, dose, checks, a missed check that climbs until a person answers, and discharge.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { expect } from './client.mjs';
import { minutes } from './clock.mjs';
import { Watcher } from './watcher.mjs';

const calm = (number) => ({ number, breathing: 'normal', response: 'normal', isUpset: false, isVomiting: false });
const pressure = (systolicMmHg, diastolicMmHg, heartRateBpm = 74) => ({
  systolicMmHg,
  diastolicMmHg,
  heartRateBpm,
  hasSymptoms: false,
});

const TODAY = {
  ...{ ateHoursAgo: 8, drankHoursAgo: 3, alcoholOrCannabis: 'none', tookSedative: false, tookOtherDrug: false },
  ...{ isMedicineAsAgreed: true, mayBePregnant: false, hasUrinarySymptoms: false, isSomethingNew: false },
};

const gateOf = (person, sessionId) => person.do('POST', `/v1/dosing-sessions/${sessionId}/gate`);
const unmet = ({ findings }) => findings.filter(({ isMet }) => !isMet).map(({ item, reason }) => `${item} (${reason})`);

const PHQ9 = ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8'];

/** How often Rosa was troubled lately: at most on several days, and by thoughts of death not at all. */
async function answerQuestions(rosa, patientId) {
  const at = `/v1/patients/${patientId}/forms/phq-9`;
  for (const [i, code] of PHQ9.entries()) {
    const answer = { kind: 'codes', codes: [i % 2 === 0 ? 'LA6568-5' : 'LA6569-3'] };
    await rosa.do('POST', `${at}/answers`, { version: '1', linkId: `/${code}`, answer });
  }
  await rosa.do('POST', `${at}/completion`);
}

/** The rest of what Rosa began: her parcel is counted, the last items are answered, and Tom talks it through and signs. */
export async function prepare({ rosa, tom, say, me }) {
  const at = `/v1/patients/${me.personId}`;
  const { dispenses } = await rosa.do('GET', `${at}/supply`);
  await rosa.do('POST', `${at}/supply/${dispenses[0].dispenseId}/counts`, { units: 10 });
  await say('Rosa counts the troches that came: ten, as the pharmacy said');
  const answers = [
    ...['fears', 'no-go', 'emergency-plan'].map((item) => ({ item, text: 'We have talked about it.' })),
    { item: 'touch', wish: 'ask-first', text: '' },
    { item: 'talk', wish: 'quiet', text: '' },
    { item: 'companions', backupName: 'Carla Marin', backupPhone: '+1 312 555 0143' },
    { item: 'emergency-card', isRight: true },
    ...['driving', 'fasting'].map((item) => ({ item, understood: true })),
  ];
  for (const answer of answers) await rosa.do('POST', `${at}/preparation/answers`, answer);
  await tom.isRefused('preparation.still-open', 'POST', `${at}/preparation/sign-off`);
  const { items } = await tom.do('GET', `${at}/preparation`);
  const talked = items.filter(({ isTalkedThrough }) => isTalkedThrough === false).map(({ item }) => item);
  await tom.do('POST', `${at}/preparation/talks`, { items: talked });
  const { open } = await tom.do('POST', `${at}/preparation/sign-off`);
  expect(open.length === 0, `something of the preparation is open: ${JSON.stringify(open)}`);
  await say('Rosa has answered, Tom has talked it through with her, and signs the preparation');
}

export async function passGate({ rosa, nina, luis, clock, say, me }, { sessionId, startsAt }) {
  await clock.to(startsAt - minutes(20));
  const before = await gateOf(nina, sessionId);
  expect(!before.isPassed, 'the gate passes without anybody there');
  expect(unmet(before).includes('answers-fresh (never-answered)'), 'the gate does not ask for recent answers');
  expect(unmet(before).includes('place-licensed (place-not-stated)'), 'the gate does not ask where the patient is');
  await say(`the gate holds: ${unmet(before).join(', ')}`);
  await answerQuestions(rosa, me.personId);
  await say('Rosa answers the PHQ-9: nothing in it needs a review');
  await rosa.do('POST', `/v1/patients/${me.personId}/location`, { jurisdiction: 'US-NY' });
  await say('Rosa says where she is today: Nina and Tom may treat her there');
  await clock.to(startsAt - minutes(15));
  await luis.record(sessionId, 'arrival');
  await rosa.record(sessionId, 'today-answers', TODAY);
  await say('Rosa says what she has eaten and taken today: the gate has nothing against it');
  await nina.record(sessionId, 'identity-confirmed');
  await say('Nina sees in the call that it is Rosa: by name and date of birth');
  await luis.record(sessionId, 'vitals', pressure(148, 92));
  const high = await gateOf(nina, sessionId);
  expect(!high.isPassed && unmet(high).join() === 'vitals (rest-and-measure-again)', `unexpected gate: ${unmet(high)}`);
  await say('Luis is there; 148/92: the gate asks for rest and another reading');
  await clock.to(startsAt - minutes(8));
  await luis.record(sessionId, 'vitals', pressure(128, 82));
  const gate = await gateOf(nina, sessionId);
  expect(gate.isPassed, `the gate does not pass: ${unmet(gate)}`);
  await say('128/82 after rest: every item of the gate is met');
  await nina.isRefused('identity.step-up-needed', 'POST', `/v1/dosing-sessions/${sessionId}/release`, { gateSeq: gate.seq });
  await nina.stepUp();
  const { isReleased, doseMg } = await nina.do('POST', `/v1/dosing-sessions/${sessionId}/release`, { gateSeq: gate.seq });
  expect(isReleased, 'the dose was not released');
  await say(`Nina signs in again and releases the signed dose (${doseMg} mg)`);
}

export async function takeDose({ rosa, clock, say }, { sessionId, startsAt }) {
  await clock.to(startsAt);
  const { entries } = await rosa.record(sessionId, 'dose-taken');
  await say('Rosa taps "taken": the shared clock starts');
  await rosa.isRefused('sessions.already-dosed', 'POST', `/v1/dosing-sessions/${sessionId}/cancellation`, {
    reason: 'patient-request',
  });
  await say('from here on there is no cancel');
  return Date.parse(entries[0].happenedAt);
}

export async function firstChecks({ luis, clock, say }, { sessionId }, dosedAt) {
  for (const number of [1, 2]) {
    await clock.to(dosedAt + minutes(15 * number));
    const entry = {
      id: randomUUID(),
      type: 'safety-check',
      payload: calm(number),
      happenedAt: new Date(await clock.now()).toISOString(),
    };
    const once = await luis.emit('session.record', { sessionId, entry });
    const twice = await luis.emit('session.record', { sessionId, entry });
    expect(once.seq === twice.seq, 'a repeated check became a second entry');
    await say(`safety check ${number}: all well (sent twice, written once)`);
  }
  await clock.to(dosedAt + minutes(40));
  await luis.record(sessionId, 'vitals', pressure(141, 88, 86));
  await say('vitals at T+40: 141/88');
}

export async function missedCheck({ paul, luis, clock, say }, { sessionId }, dosedAt, screen) {
  const due = dosedAt + minutes(45);
  await clock.to(due + minutes(3) + 1000);
  await screen.alert('check-3', 1);
  await called(luis, [/Luis/, /Tom/], due);
  await say('check 3 is missed: at +3 min companion and therapist are prompted (L1)');
  await clock.to(due + minutes(6) + 1000);
  await screen.alert('check-3', 2);
  await called(luis, [/Nina/], due + minutes(6));
  await say('+6 min: the nurse practitioner is called (L2)');
  await paul.isRefused('sessions.not-found', 'GET', `/v1/dosing-sessions/${sessionId}`);
  await clock.to(due + minutes(8) + 1000);
  await screen.alert('check-3', 3);
  await called(luis, [/Paul/], due + minutes(8));
  await say('+8 min, nobody has answered: the clinician on call is called, and from now on may see the session');
  await clock.to(due + minutes(10) + 1000);
  const { payload } = await screen.alert('check-3', 4);
  expect(payload.level === 4, 'the last tier is not the emergency');
  await say('+10 min: the emergency script goes to everybody (L4)');
  await luis.record(sessionId, 'safety-check', calm(3));
  await say('Luis answers late: the check stays escalated, the alarm goes on');
  await clock.to(due + minutes(12) + 2000);
  await screen.alert('check-3', 5);
  await paul.record(sessionId, 'acknowledgement', { alertId: 'check-3' });
  await clock.to(due + minutes(14));
  expect(
    !screen.entries.some(({ type, payload: p }) => type === 'alert' && p.alertId === 'check-3' && p.tier > 5),
    'it climbs on after the answer',
  );
  await paul.record(sessionId, 'alert-closed', { alertId: 'check-3', reason: 'contact-made' });
  await say('Paul answers; the ladder stops, and he closes the alert after speaking with Luis');
}

/** Everybody named has been sent a text since. */
async function called(person, names, since) {
  const { messages } = await person.do('GET', '/v1/demo/messages?limit=200');
  const texts = messages.filter(({ channel, sentAt }) => channel === 'sms' && Date.parse(sentAt) >= since);
  for (const name of names)
    expect(
      texts.some(({ recipientName }) => name.test(recipientName)),
      `no text to ${name} since ${new Date(since).toISOString()}`,
    );
}

export async function laterChecks({ luis, clock, say }, { sessionId }, dosedAt) {
  for (let number = 4; number <= 8; number++) {
    await clock.to(dosedAt + minutes(15 * number));
    await luis.record(sessionId, 'safety-check', calm(number));
    if (number === 6) await luis.record(sessionId, 'vitals', pressure(132, 84, 78));
  }
  await say('checks 4 to 8 on time, end vitals 132/84');
}

export async function discharge({ nina, tom, luis, clock, say }, { sessionId }, dosedAt, screen) {
  await clock.to(dosedAt + minutes(119));
  await nina.isRefused(
    'sessions.refused',
    'POST',
    `/v1/dosing-sessions/${sessionId}/entries`,
    entry('discharge', await clock.now()),
  );
  await say('discharge before two hours: refused');
  await clock.to(dosedAt + minutes(121));
  await luis.record(sessionId, 'discharge-confirmation');
  await tom.record(sessionId, 'discharge-confirmation');
  await nina.record(sessionId, 'discharge');
  await screen.sees('the discharge', ({ type }) => type === 'discharge');
  await say('companion and therapist confirm, Nina discharges');
}

const entry = (type, now) => ({ id: randomUUID(), type, payload: {}, happenedAt: new Date(now).toISOString() });

/** What two screens have seen is what the log holds: 1..N, in order, the same on both. */
export async function compare({ nina, say }, { sessionId }, ...screens) {
  const { entries } = await nina.do('GET', `/v1/dosing-sessions/${sessionId}/entries?after=0`);
  expect(
    entries.every(({ seq }, i) => seq === i + 1),
    'the log has a gap',
  );
  for (const screen of screens) {
    await screen.sees('the whole log', ({ seq }) => seq === entries.length);
    expect(isDeepStrictEqual(screen.entries, entries), `the screen of ${screen.person.name} shows something else than the log`);
  }
  await say(`both screens have seen entries 1 to ${entries.length} in order`);
}

export async function openScreen(person, sessionId, { isWatching = false } = {}) {
  await person.connect();
  const screen = new Watcher(person, sessionId, isWatching);
  await screen.join();
  return screen;
}
