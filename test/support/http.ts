import request from 'supertest';
import type { Clinic } from './clinic.js';

/** A person with a cookie of their own. */
export class Visitor {
  private cookie = '';

  constructor(private readonly clinic: Clinic) {}

  /** Signs in as one of the demo clinic's people, by first name. */
  static async named(clinic: Clinic, firstName: string): Promise<Visitor> {
    const { email, password } = clinic.signIns.find(({ name }) => name.startsWith(firstName))!;
    const visitor = new Visitor(clinic);
    await visitor.post('/v1/sign-ins', { email, password }).expect(201);
    return visitor;
  }

  /** Comes in by the chaperone link of one of today's sessions. @param name short name of its patient */
  static async chaperoneOf(clinic: Clinic, name: string): Promise<{ visitor: Visitor; sessionId: string }> {
    const token = clinic.links.find((link) => link.name === name)!.path.split('#')[1];
    const visitor = new Visitor(clinic);
    const { body } = await visitor.post('/v1/chaperone-links/exchange', { token }).expect(201);
    return { visitor, sessionId: body.sessionId };
  }

  get signInCookie(): string {
    return this.cookie;
  }

  get(path: string): request.Test {
    return this.keepCookie(request(this.clinic.url).get(path).set('Cookie', this.cookie));
  }

  post(path: string, body: object = {}): request.Test {
    return this.keepCookie(request(this.clinic.url).post(path).set('Cookie', this.cookie).send(body));
  }

  delete(path: string): request.Test {
    return this.keepCookie(request(this.clinic.url).delete(path).set('Cookie', this.cookie).send({}));
  }

  private keepCookie(test: request.Test): request.Test {
    return test.on('response', (response: { headers: Record<string, string[] | undefined> }) => {
      const [set] = response.headers['set-cookie'] ?? [];
      if (set) this.cookie = set.split(';')[0]!;
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
