// First part of the journey: a session is booked with its visit, cancelled, booked again, and its reminders arrive once each.
import { expect } from './client.mjs';
import { minutes, until } from './clock.mjs';

const HOUR = minutes(60);

async function freeTime(rosa, clock, patientId) {
  const from = new Date((await clock.now()) + 26 * HOUR).toISOString().slice(0, 10);
  const { times } = await rosa.do('GET', `/v1/patients/${patientId}/free-times?from=${from}&days=7`);
  const earliest = (await clock.now()) + 26 * HOUR;
  const time = times.find(({ startsAt }) => Date.parse(startsAt) > earliest);
  expect(time, 'there is no free time a day ahead');
  expect(
    Date.parse(time.visitStartsAt) - Date.parse(time.endsAt) >= 12 * HOUR,
    'the visit is less than twelve hours after the session',
  );
  return time;
}

/** Messages to one person whose text or subject matches. */
export async function mailTo(person, recipientId, pattern, since = 0) {
  const { messages } = await person.do('GET', `/v1/demo/messages?limit=200&recipientId=${recipientId}`);
  return messages.filter((m) => pattern.test(`${m.subject} ${m.text}`) && Date.parse(m.sentAt) >= since);
}

export async function book({ rosa, tom, clock, say, me }) {
  const patientId = me.personId;
  await neverQuiet(rosa);
  const time = await freeTime(rosa, clock, patientId);
  const first = await rosa.do('POST', '/v1/dosing-sessions', { patientId, startsAt: time.startsAt });
  await say(`Rosa books ${time.startsAt}, and with it the visit at ${time.visitStartsAt}`);
  await rosa.isRefused('scheduling.slot-taken', 'POST', '/v1/dosing-sessions', { patientId, startsAt: time.startsAt });
  await say('the same time again: refused, it is taken');
  await rosa.do('POST', `/v1/dosing-sessions/${first.sessionId}/cancellation`, { reason: 'patient-request' });
  await say('Rosa cancels; session, visit and reminders are void');
  await rosa.isRefused('sessions.session-over', 'POST', `/v1/dosing-sessions/${first.sessionId}/cancellation`, {
    reason: 'illness',
  });
  const { sessionId, visit, appointment } = await rosa.do('POST', '/v1/dosing-sessions', { patientId, startsAt: time.startsAt });
  await say('Rosa books the same time once more');
  const { status } = await tom.ask('GET', `/v1/dosing-sessions/${sessionId}`);
  expect(status === 200, 'the therapist cannot see the session');
  const companion = appointment.parties.find(({ part }) => part === 'chaperone');
  return { sessionId, visit, companion, startsAt: Date.parse(time.startsAt), bookedAt: await clock.now() };
}

/** Nothing is held back for the night: the journey runs at any hour. */
async function neverQuiet(rosa) {
  const { email, sms, push, first } = await rosa.do('GET', '/v1/me/contact');
  await rosa.do('PUT', '/v1/me/contact', { email, sms, push, first, quietFromMin: 0, quietToMin: 0 });
}

export async function remind({ rosa, clock, say, me }, { startsAt, bookedAt }) {
  const reminders = () => mailTo(rosa, me.personId, /What to have ready/, bookedAt);
  expect((await reminders()).length === 0, 'a reminder came before its time');
  await clock.to(startsAt - 24 * HOUR + 1000);
  await until('the first reminder', async () => (await reminders()).length === 1);
  await say('the reminder of the day before arrives');
  const [first] = await reminders();
  const ofSession = async () => (await reminders()).filter(({ text }) => text === first.text); // it names the time; the visit has its own
  for (const [i, hours] of [4, 2].entries()) {
    await clock.to(startsAt - hours * HOUR + 1000);
    await until(`the reminder of ${hours} hours before`, async () => (await ofSession()).length === 2 + i);
  }
  await say('those of four and of two hours before arrive; none came twice, none for the cancelled booking');
}

/** The link of the companion, as it stands in the captured text message. */
export async function companionLink(rosa, { companion, bookedAt }) {
  const [message] = await until('the text with the link', async () => {
    const found = await mailTo(rosa, companion.personId, /#/, bookedAt);
    return found.length ? found : undefined;
  });
  return message.text.match(/\/chaperone#(\S+)/)[1];
}
