import { Injectable } from '@nestjs/common';

import type { DemoSignIn } from '#contracts';
import { DEMO_SIGN_INS } from './demo-sign-ins.js';
import { FactorRepository } from './factor.repository.js';
import { nextCode } from './one-time-codes.js';
import { PersonRepository } from './person.repository.js';

/** What the authenticator apps of the demo's people show, for visitors who have none of these apps. Served in demo mode only. */
@Injectable()
export class DemoCodes {
  constructor(
    private readonly people: PersonRepository,
    private readonly factors: FactorRepository,
  ) {}

  list(): Promise<DemoSignIn[]> {
    return Promise.all(DEMO_SIGN_INS.map(async (person) => ({ ...person, code: await this.codeOf(person) })));
  }

  /** The app's secret in the database must be the demo's: whoever has enrolled another has taken the account over for themselves. */
  private async codeOf({ email, authenticatorSecret }: (typeof DEMO_SIGN_INS)[number]): Promise<string | null> {
    const person = authenticatorSecret && (await this.people.findByEmail(email));
    const totp = person && (await this.factors.findTotp(person.id));
    if (!totp || totp.secret !== authenticatorSecret) return null;
    return nextCode(totp.secret, totp.now, totp.lastCounter);
  }
}
