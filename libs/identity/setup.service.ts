import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Config, Database } from '#platform';
import { Admission, type Admitted, newToken } from './admission.service.js';
import type { Origin } from './caller.js';
import { VALIDITY } from './limits.js';
import { Passwords } from './passwords.service.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
/** Processes that start together print one token between them. */
const TOGETHER_SEC = 30;

type FirstAdmin = Readonly<{ email: string; displayName: string; zone: string; password: string }>;

/** How a new clinic gets its first admin: by a token that only whoever sees the server's console has. */
@Injectable()
export class SetupService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly passwords: Passwords,
    private readonly admission: Admission,
    private readonly config: Config,
  ) {}

  /** Whether this is a real clinic, and nobody has ever been its admin. */
  async isWaiting(): Promise<boolean> {
    if (this.config.mode !== 'production') return false;
    const [row] = await this.database.sql<{ isEmpty: boolean }>`
      SELECT NOT EXISTS (SELECT 1 FROM person WHERE role = 'admin') AS "isEmpty"`;
    return row!.isEmpty;
  }

  /** @returns a new token, good once, for a quarter of an hour; null when there is an admin, or another process has just made one */
  async begin(): Promise<string | null> {
    if (!(await this.isWaiting())) return null;
    const token = newToken();
    const rows = await this.database.transact(
      (tx) => tx.sql`
        INSERT INTO setup_token (token_hash, expires_at) VALUES (${hashOf(token)}, now() + ${VALIDITY.setupMin}::int * interval '1 minute')
        ON CONFLICT (one) DO UPDATE SET token_hash = EXCLUDED.token_hash, expires_at = EXCLUDED.expires_at, created_at = now()
        WHERE setup_token.created_at < now() - ${TOGETHER_SEC}::int * interval '1 second' RETURNING 1`,
    );
    return rows.length ? token : null;
  }

  /** @throws `identity.link-over`, `identity.password-refused` */
  async setUp(token: string, { password, ...admin }: FirstAdmin, origin: Origin): Promise<Admitted> {
    if (!(await this.isOpen(token))) throw identityProblems.linkOver();
    const passwordHash = await this.passwords.hashNew(password, {
      hasSecondFactor: true,
      about: [admin.displayName, admin.email],
    });
    return this.database.transact(async (tx) => {
      const taken = await tx.sql`DELETE FROM setup_token WHERE token_hash = ${hashOf(token)} AND expires_at > now() RETURNING 1`;
      if (!taken.length) throw identityProblems.linkOver();
      const personId = await this.people.insert(tx, { ...admin, role: 'admin', passwordHash });
      return this.admission.admitPending(tx, { personId, role: 'admin' }, origin);
    });
  }

  private async isOpen(token: string): Promise<boolean> {
    const rows = await this.database.sql`SELECT 1 FROM setup_token WHERE token_hash = ${hashOf(token)} AND expires_at > now()`;
    return rows.length === 1 && (await this.isWaiting());
  }
}
