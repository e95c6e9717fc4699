import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import request from 'supertest';
import { Authenticator } from '../../tools/authenticator.mjs';
import type { Clinic } from './clinic.js';

/** The authenticator apps of a clinic's people: a code is good once, however many tests ask for one. */
const apps = new WeakMap<Clinic, Map<string, Authenticator>>();

/** The app of one of the demo's staff, by first name. */
export function authenticatorOf(clinic: Clinic, firstName: string): Authenticator {
  const own = apps.get(clinic) ?? new Map<string, Authenticator>();
  apps.set(clinic, own);
  const { authenticatorSecret } = clinic.signIns.find(({ name }) => name.startsWith(firstName))!;
  const app = own.get(firstName) ?? new Authenticator(authenticatorSecret!);
  own.set(firstName, app);
  return app;
}

/** Opens a sign-in past the front door, which has tests of its own. @returns the token for the cookie */
export async function openSignIn(clinic: Clinic, firstName: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const database = new pg.Client({ connectionString: clinic.databaseUrl });
  await database.connect();
  const { name } = clinic.signIns.find((person) => person.name.startsWith(firstName))!;
  await database.query(
    `INSERT INTO sign_in (id, token_hash, person_id, expires_at)
     SELECT $1, $2, id, now() + interval '12 hours' FROM person WHERE display_name = $3`,
    [randomUUID(), createHash('sha256').update(token).digest(), name],
  );
  await database.end();
  return token;
}

/** A person with cookies of their own. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly clinic: Clinic) {}

  /** Whoever holds the token of a sign-in. */
  static withToken(clinic: Clinic, token: string): Visitor {
    const visitor = new Visitor(clinic);
    visitor.cookies.set('hearth', token);
    return visitor;
  }

  /** One of the demo clinic's people who is signed in, by first name. */
  static async named(clinic: Clinic, firstName: string): Promise<Visitor> {
    const visitor = new Visitor(clinic);
    visitor.cookies.set('hearth', await openSignIn(clinic, firstName));
    return visitor;
  }

  /** Comes in by the chaperone link of one of today's sessions. @param name short name of its patient */
  static async chaperoneOf(clinic: Clinic, name: string): Promise<{ visitor: Visitor; sessionId: string }> {
    const token = clinic.links.find((link) => link.name === name)!.path.split('#')[1];
    const visitor = new Visitor(clinic);
    const { body } = await visitor.post('/v1/chaperone-links/exchange', { token }).expect(201);
    return { visitor, sessionId: body.sessionId };
  }

  /** What the Cookie header says. */
  get signInCookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Loses a cookie, as a browser does when it ends. */
  forget(name: string): void {
    this.cookies.delete(name);
  }

  /** Proves once more who it is, by the authenticator app of the person with that first name. */
  async stepUp(firstName: string): Promise<void> {
    await this.prove(firstName, '/v1/sign-ins/current/step-up');
  }

  /** Sends a code of the person's app to a route that asks for one. */
  async prove(firstName: string, path: string): Promise<void> {
    await authenticatorOf(this.clinic, firstName).prove(async (code) => (await this.post(path, { code })).status < 300);
  }

  /** The same without a code, past the proof, which has tests of its own: an app shows one code in half a minute. */
  async grantStepUp(): Promise<void> {
    const hash = createHash('sha256')
      .update(this.signInCookie.replace(/^.*?hearth=([^;]+).*$/, '$1'))
      .digest();
    const database = new pg.Client({ connectionString: this.clinic.databaseUrl });
    await database.connect();
    const { rowCount } = await database.query('UPDATE sign_in SET stepped_up_at = now() WHERE token_hash = $1', [hash]);
    await database.end();
    if (rowCount !== 1) throw new Error('There is no such sign-in.');
  }

  get(path: string): request.Test {
    return this.keepCookies(request(this.clinic.url).get(path).set('Cookie', this.signInCookie));
  }

  post(path: string, body: object = {}): request.Test {
    return this.keepCookies(request(this.clinic.url).post(path).set('Cookie', this.signInCookie).send(body));
  }

  put(path: string, body: object = {}): request.Test {
    return this.keepCookies(request(this.clinic.url).put(path).set('Cookie', this.signInCookie).send(body));
  }

  /** Sends a file, as it is. */
  upload(path: string, bytes: Buffer): request.Test {
    const test = request(this.clinic.url)
      .put(path)
      .set('Cookie', this.signInCookie)
      .set('Content-Type', 'application/octet-stream');
    return this.keepCookies(test.send(bytes));
  }

  delete(path: string): request.Test {
    return this.keepCookies(request(this.clinic.url).delete(path).set('Cookie', this.signInCookie).send({}));
  }

  send(method: string, path: string, body?: object): request.Test {
    const test = request(this.clinic.url)[method.toLowerCase() as 'get'](path).set('Cookie', this.signInCookie);
    return this.keepCookies(body === undefined ? test : test.send(body));
  }

  private keepCookies(test: request.Test): request.Test {
    return test.on('response', (response: { headers: Record<string, string[] | undefined> }) => {
      for (const set of response.headers['set-cookie'] ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value) this.cookies.set(name, value);
        else this.cookies.delete(name);
      }
    });
  }
}

/** The clinic's time, as ISO-8601. */
export async function clinicTime(clinic: Clinic): Promise<string> {
  const { body } = await request(clinic.url).get('/v1/clock').expect(200);
  return body.now as string;
}

/** Moves the clinic's clock; whatever falls due on the way is done when this returns. */
export async function moveClock(clinic: Clinic, goal: { to: string } | { byMin: number }): Promise<void> {
  await request(clinic.url).post('/v1/clock/advance').send(goal).expect(200);
}

/**
 * Lets nothing come by itself that the demo's sessions and appointments wait for, so that days pass quickly in a test of something else.
 *
 * @param besides the beginning of the names of messages that still come, as `screening.`; none unless given
 */
export async function quieten(databaseUrl: string, besides = '-'): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await database.query('UPDATE deadline SET voided_at = app_now() WHERE fired_at IS NULL AND voided_at IS NULL');
    await database.query(
      `UPDATE outbox_event SET voided_at = app_now()
       WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL AND due_at > app_now() AND NOT starts_with(name, $1)`,
      [besides],
    );
  } finally {
    await database.end();
  }
}

/** Pages that links about an account open. */
const ACCOUNT_PAGES = /\/(?:welcome|reset|verify)#/;
export const APPOINTMENT_PAGE = /\/appointment#/;

/** The page and token of the newest link that was sent to somebody; waits until it was. */
export async function linkFor(clinic: Clinic, email: string, page: RegExp = ACCOUNT_PAGES): Promise<string> {
  for (const began = performance.now(); performance.now() - began < 60_000; await new Promise((done) => setTimeout(done, 300))) {
    const { body } = await request(clinic.url).get('/v1/demo/messages?limit=200').expect(200);
    const own = (body.messages as { to: string; text: string }[]).find(({ to, text }) => to === email && page.test(text));
    const [, path] = /(\/\w+#\S+)/.exec(own?.text ?? '') ?? [];
    if (path) return path;
  }
  throw new Error(`No link came for ${email}.`);
}
