// Last part: the course is paused until the prescriber has looked at what happened; the visit on the day after is reminded of, and the next
// dose stays locked until it was held.

import { mailTo } from './booking.mjs';
import { expect } from './client.mjs';
import { minutes, until } from './clock.mjs';

const reasonFor = async (rosa, patientId, at) => {
  const from = new Date(at + minutes(60 * 24)).toISOString().slice(0, 10);
  return (await rosa.do('GET', `/v1/patients/${patientId}/free-times?from=${from}&days=14`)).reason;
};

/** A check that was missed for ten minutes is an emergency until somebody knows better: no dose follows before a prescriber has looked. */
export async function review({ rosa, nina, clock, say, me }) {
  const isPaused = async () => (await reasonFor(rosa, me.personId, await clock.now())) === 'paused';
  await until('the pause of the course', isPaused);
  await say('the missed check has paused the course: nothing is booked until Nina has looked');
  const { reviews } = await nina.do('GET', '/v1/course-reviews');
  const { pauses } = reviews.find(({ patientId }) => patientId === me.personId);
  const decision = {
    decision: 'resume',
    pauseIds: pauses.map(({ id }) => id),
    note: 'The companion had left the room; all was well.',
  };
  await nina.stepUp();
  await nina.do('POST', `/v1/patients/${me.personId}/course-review`, decision);
  await say('Nina has looked, and lets the course go on');
}

/** Rosa is asked how she is after the session, and says it on her page; a visit so early that it is near takes the morning's place. */
export async function ask({ rosa, clock, say, me }, { visit }, kind) {
  const checks = async () => (await rosa.do('GET', `/v1/patients/${me.personId}/aftercare`)).checks;
  const { checkId, askAt } = (await checks()).find((check) => check.kind === kind);
  const at = Date.parse(askAt) + minutes(5);
  if (at > Date.parse(visit.startsAt) - minutes(130)) return;
  await clock.to(at);
  const answer = { feeling: 'well', mood: 7, isSomebodyThere: true };
  const { crisis } = await rosa.do('POST', `/v1/aftercare-checks/${checkId}/answers`, answer);
  const { closedAt } = (await checks()).find((check) => check.checkId === checkId);
  expect(crisis === null && closedAt !== null, 'the question after the session is still open');
  await say(`Rosa is asked in the ${kind} how she is, and answers`);
}

export async function integrate({ rosa, tom, clock, say, me }, { visit }) {
  expect((await reasonFor(rosa, me.personId, await clock.now())) === 'integration-due', 'the next dose is open before the visit');
  await say('the next session cannot be booked: the visit comes first');
  const startsAt = Date.parse(visit.startsAt);
  const since = startsAt - minutes(130);
  await clock.to(startsAt - minutes(120) + 1000);
  await until(
    'the reminder of the visit',
    async () => (await mailTo(rosa, me.personId, /What to have ready/, since)).length === 1,
  );
  await say('the reminder of the visit arrives');
  await tom.isRefused('integration.not-yet', 'POST', `/v1/integration-visits/${visit.id}/attendance`, { wasAttended: true });
  await clock.to(startsAt + minutes(50));
  const { state } = await tom.do('POST', `/v1/integration-visits/${visit.id}/attendance`, { wasAttended: true });
  expect(state === 'done', `the visit is ${state}`);
  await say('Tom records that the visit took place');
  expect((await reasonFor(rosa, me.personId, await clock.now())) === null, 'the next dose is still locked');
  await say('the next dose is open');
}
