// DEMO SCRIPT. The therapists' screens: each keeps the sessions on its board watched, as a clinician's open page does, so that a visitor
// who goes from one part to another is not called each time because nobody is looking. They take no alert on.
import { setTimeout } from 'node:timers/promises';
import { Person } from './journey/client.mjs';
import { Watcher } from './journey/watcher.mjs';

const LOOK_MS = 10_000;

/** Runs as long as the clinic does. @param clinic { address, signIns } */
export async function keepWatched({ address, signIns }) {
  const therapists = signIns.filter(({ role }) => role === 'therapist');
  await Promise.all(therapists.map((therapist) => sitBefore(address, therapist)));
}

async function sitBefore(address, therapist) {
  for (;;) {
    const person = new Person(address, therapist.name);
    try {
      await person.signIn(therapist);
      await person.connect();
      await lookAt(person);
    } catch {
      // the clinic restarts: ask again, quietly
    }
    person.close();
    await setTimeout(LOOK_MS);
  }
}

/** Joins what comes onto the board, until the connection ends. */
async function lookAt(person) {
  const joined = new Set();
  while (person.socket.connected) {
    await person.do('POST', '/v1/sign-ins/current/activity'); // else the screen would be locked after a while
    const { tiles } = await person.do('GET', '/v1/board');
    for (const { id } of tiles.filter((tile) => !joined.has(tile.id))) {
      await new Watcher(person, id, true).join();
      joined.add(id);
    }
    await setTimeout(LOOK_MS);
  }
}
