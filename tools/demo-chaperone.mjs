// DEMO SCRIPT. Plays the seeded companion of the live demo session (Kit, beside Sam), through the public API and from outside
// the server: answers each safety check when it is due, measures when a reading is planned, confirms at the end, and stops there.
// Alarms that nobody answers are left to the visitor: that is what the demo shows.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { replay, sessionClock } from '../dist/libs/session-engine/index.js';
import { keepWatched } from './demo-screens.mjs';
import { Person } from './journey/client.mjs';

const EVERY_MS = 400;
const CALM = { breathing: 'normal', response: 'normal', isUpset: false, isVomiting: false };
const READING = { systolicMmHg: 129, diastolicMmHg: 83, heartRateBpm: 76, hasSymptoms: false };
const OPEN = ['due', 'amber', 'red'];

const clinic = JSON.parse(readFileSync(process.env.HEARTH_RUNNING, 'utf8'));
const { address, links } = clinic;
void keepWatched(clinic);
const link = links.find(({ name }) => name === 'sam');
if (link) await accompany(new Person(address, 'Kit'), link.path.split('#')[1]);

async function accompany(kit, token) {
  for (;;) {
    try {
      const { sessionId } = await kit.do('POST', '/v1/chaperone-links/exchange', { token });
      return await stay(kit, sessionId);
    } catch {
      await setTimeout(5_000); // the clinic restarts, or the session is not there any more: ask again, quietly
    }
  }
}

async function stay(kit, sessionId) {
  const { plan, entries } = await kit.do('GET', `/v1/dosing-sessions/${sessionId}`);
  let state = replay(plan, entries.map(fromWire));
  while (state.phase !== 'released_home' && state.phase !== 'aborted_before_dose') {
    const news = await kit.do('GET', `/v1/dosing-sessions/${sessionId}/entries?after=${state.seq}`);
    state = replay(plan, news.entries.map(fromWire), state);
    await act(kit, sessionId, state, plan, Date.parse(news.serverTime));
    await setTimeout(EVERY_MS);
  }
}

async function act(kit, sessionId, state, plan, now) {
  const { nextCheck, nextVitals, sinceDoseMs } = sessionClock(state, plan, now);
  if (nextCheck && OPEN.includes(nextCheck.stage))
    await kit.record(sessionId, 'safety-check', { ...CALM, number: nextCheck.number });
  if (nextVitals && OPEN.includes(nextVitals.stage)) await kit.record(sessionId, 'vitals', READING);
  const isTime = sinceDoseMs !== null && sinceDoseMs >= plan.discharge.minMin * 60_000;
  if (isTime && state.confirmed.chaperoneAt === undefined) await kit.record(sessionId, 'discharge-confirmation');
}

function fromWire(entry) {
  return { ...entry, happenedAt: Date.parse(entry.happenedAt), recordedAt: Date.parse(entry.recordedAt) };
}
