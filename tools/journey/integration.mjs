// Last part: the visit on the day after is reminded of, missed doses stay locked until it was held.

import { mailTo } from './booking.mjs';
import { expect } from './client.mjs';
import { minutes, until } from './clock.mjs';

const reasonFor = async (rosa, patientId, at) => {
  const from = new Date(at + minutes(60 * 24)).toISOString().slice(0, 10);
  return (await rosa.do('GET', `/v1/patients/${patientId}/free-times?from=${from}&days=14`)).reason;
};

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
