// DEMO SCRIPT. The therapists' screens: each keeps today's sessions of its patients watched, as a clinician's open page does, so that
// a visitor who goes from one part to another is not called each time because nobody is looking. They take no alert on.
import { setTimeout } from 'node:timers/promises';
import { Person } from './journey/client.mjs';
import { Watcher } from './journey/watcher.mjs';

const AGAIN_MS = 5_000;

/** Runs as long as the clinic does. @param clinic { address, signIns, links } */
export async function keepWatched({ address, signIns, links }) {
  const therapists = signIns.filter(({ role }) => role === 'therapist');
  await Promise.all(therapists.map((therapist) => sitBefore(address, therapist, links)));
}

async function sitBefore(address, { name, email, password }, links) {
  for (;;) {
    const person = new Person(address, name);
    try {
      await person.signIn(email, password);
      await person.connect();
      const gone = new Promise((done) => person.socket.once('disconnect', done));
      for (const { sessionId } of links) await new Watcher(person, sessionId, true).join().catch(() => undefined); // not every session is theirs
      await gone;
    } catch {
      // the clinic restarts: ask again, quietly
    }
    person.close();
    await setTimeout(AGAIN_MS);
  }
}
