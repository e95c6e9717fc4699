import type { Actor, Cast } from './cast.js';
import { Visitor } from './http.js';

type Play = (cast: Cast) => Promise<Omit<Actor, 'name'>>;
const tied =
  (role: string, isOver = false) =>
  async (cast: Cast) => {
    const personId = await cast.person(role);
    await cast.assign(personId, cast.a.personId, { isOver });
    return personId;
  };

/** Who plays which column. A person is made once, and signs in anew each time. */
const ACTORS: Readonly<Record<string, Play>> = {
  anonymous: async (cast) => ({ personId: null, visitor: Visitor.withToken(cast['clinic'], '') }),
  'patient A': (cast) => cast.play('patient A', async () => cast.a.personId),
  'patient B': (cast) => cast.play('patient B', async () => cast.b.personId),
  assigned: (cast) => cast.play('assigned', () => tied('prescriber')(cast)),
  unassigned: (cast) => cast.play('unassigned', () => cast.person('prescriber')),
  former: (cast) => cast.play('former', () => tied('prescriber', true)(cast)),
  therapist: (cast) => cast.play('therapist', () => cast.idOf('Tom Brandt')),
  external: (cast) =>
    cast.play('external', async () => {
      const personId = await cast.person('therapist', ['is_external']);
      await cast.release(personId, cast.a.personId, ['schedule', 'integration', 'session-summary']);
      return personId;
    }),
  admin: (cast) => cast.play('admin', () => cast.person('admin')),
  auditor: (cast) => cast.play('auditor', () => cast.person('auditor')),
  'privacy officer': (cast) => cast.play('privacy officer', () => cast.person('physician', ['is_privacy_officer'])),
  'medical director': (cast) => cast.play('medical director', () => cast.person('physician', ['is_medical_director'])),
  chaperone: (cast) => cast.play('chaperone', async () => cast.a.chaperoneId, { scope: cast.a.sessionId }),
  capability: async (cast) => {
    const played = await cast.play('patient A', async () => cast.a.personId);
    await played.visitor.post(`/v1/dosing-sessions/${cast.a.sessionId}/capability`).expect(201);
    played.visitor.forget('hearth'); // the sign-in: what is left is a cookie of its own
    return played;
  },
  disabled: (cast) =>
    cast.play('disabled', async () => {
      const personId = await tied('prescriber')(cast);
      await cast['database'].query('UPDATE person SET disabled_at = app_now() WHERE id = $1', [personId]);
      return personId;
    }),
  pending: (cast) => cast.play('pending', () => tied('prescriber')(cast), { assurance: 'pending' }),
};

/** Signs an actor of the table in. Every call is another sign-in. */
export async function actorOf(cast: Cast, name: string): Promise<Actor> {
  const make = ACTORS[name];
  if (!make) throw new Error(`The policy table names ${name}, and nobody plays them: test/support/actors.ts`);
  return { name, ...(await make(cast)) };
}
