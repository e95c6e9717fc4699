// The whole journey, in order. Public HTTP and sockets only.

import { book, companionLink, remind } from './booking.mjs';
import { Person } from './client.mjs';
import { DemoClock, narrator } from './clock.mjs';
import { ask, integrate, review } from './integration.mjs';
import * as live from './session.mjs';

async function people({ address, signIns }) {
  const byFirstName = (name) => signIns.find((person) => person.name.startsWith(name));
  const enter = async (name) => {
    const person = new Person(address, name);
    const me = await person.signIn(byFirstName(name));
    return [person, me];
  };
  const [[rosa, me], [tom], [nina], [paul]] = await Promise.all(['Rosa', 'Tom', 'Nina', 'Paul'].map(enter));
  return { rosa, tom, nina, paul, me };
}

/** @param clinic { address, signIns } */
export async function play(clinic) {
  const cast = await people(clinic);
  const clock = new DemoClock(cast.rosa);
  const say = narrator(clock, cast.me.zone);
  const luis = new Person(clinic.address, 'Luis');
  const all = { ...cast, luis, clock, say };
  try {
    await playAll(all);
  } finally {
    for (const person of [cast.rosa, cast.tom, cast.nina, cast.paul, luis]) person.close();
  }
}

async function playAll(all) {
  const { rosa, nina, luis, say } = all;
  const session = await book(all);
  await remind(all, session);
  await live.prepare(all);
  const { displayName } = await luis.do('POST', '/v1/chaperone-links/exchange', {
    token: await companionLink(rosa, session),
  });
  await say(`${displayName} opens the link of his text message; no account`);
  const screens = [
    await live.openScreen(nina, session.sessionId, { isWatching: true }),
    await live.openScreen(luis, session.sessionId),
  ];
  await live.passGate(all, session);
  const dosedAt = await live.takeDose(all, session);
  await live.firstChecks(all, session, dosedAt);
  await live.missedCheck(all, session, dosedAt, screens[0]);
  await live.laterChecks(all, session, dosedAt);
  await live.discharge(all, session, dosedAt, screens[0]);
  await live.compare(all, session, ...screens);
  await review(all);
  await ask(all, session, 'evening');
  await ask(all, session, 'morning');
  await integrate(all, session);
}
