import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from './config.js';
import { Database } from './database.js';
import { KeyRing } from './key-ring.js';
import { Log } from './log.js';

const NO_COPY = 'no copy of the key file was ever shown: if the file is lost, all that is sealed is lost with it';

/**
 * Keeps the names and digests of the keys that this installation has met, so that a wrong key file is noticed at the start and
 * not when an address is needed.
 */
@Injectable()
export class InstallationKeys implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly ring: KeyRing,
    private readonly log: Log,
  ) {}

  /** @throws Error that names the setting when the key file is not that of this database */
  async onModuleInit(): Promise<void> {
    await this.requireNoneMissing();
    const fingerprints = this.ring.fingerprints;
    await this.database.sql`
      INSERT INTO installation_key (id, fingerprint) SELECT * FROM unnest(${fingerprints.map(([id]) => id)}::text[],
        ${fingerprints.map(([, digest]) => digest)}::text[]) ON CONFLICT (id) DO NOTHING`;
    const known = await this.database.sql<{ id: string; fingerprint: string; copySeenAt: Date | null }>`
      SELECT id, fingerprint, copy_seen_at AS "copySeenAt" FROM installation_key WHERE id = ANY(${this.ring.names})`;
    const here = new Map(fingerprints);
    const other = known.filter(({ id, fingerprint }) => here.get(id) !== fingerprint).map(({ id }) => id);
    if (other.length) throw new Error(`HEARTH_KEY_FILE: ${other.join(', ')} is another key than this database was sealed with.`);
    const isCopied = known.every(({ copySeenAt }) => copySeenAt !== null);
    if (this.config.mode === 'production' && !isCopied)
      this.log.warning(NO_COPY, { run: 'npm run new-key -- --confirm-copy COPY' });
  }

  private async requireNoneMissing(): Promise<void> {
    const rows = await this.database.sql<{ id: string }>`
      SELECT DISTINCT kek_id AS id FROM data_key WHERE kek_id IS NOT NULL AND kek_id <> ALL(${this.ring.names})`;
    if (!rows.length) return;
    throw new Error(
      `HEARTH_KEY_FILE: the database is sealed with the key ${rows.map(({ id }) => id).join(', ')}, which is not in the key file. Put the kept copy back.`,
    );
  }
}
