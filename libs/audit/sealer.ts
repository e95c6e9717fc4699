import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, Optional } from '@nestjs/common';

import { Database, Log, Loop, Metrics } from '#platform';
import { Anchors } from './anchors.js';
import { BEGINNING, seal } from './domain/chain.js';
import { SealRepository } from './seal.repository.js';
import { HeadSigner, sha256 } from './signing.js';

/** A row is sealed within a second, the work included. */
const EVERY_MS = 500;
/** So many in one transaction; when there are more, the next follows at once. */
const BATCH = 4_000;
const LATE_SEC = 30;

/**
 * Chains and signs what was written to the record, each second, in whichever server process comes first: never in the transaction
 * of the act, which would wait for it.
 */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop(() => this.round(), EVERY_MS);
  private waited = NaN;

  constructor(
    private readonly database: Database,
    private readonly seals: SealRepository,
    private readonly signer: HeadSigner,
    private readonly anchors: Anchors,
    private readonly log: Log,
  ) {}

  /** How long the oldest row waited when this process last looked; NaN when it could not. */
  get waitingSec(): number {
    return this.waited;
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }

  /** Seals what waits. @returns how many events it sealed; 0 also when another process does */
  async sealNow(): Promise<number> {
    const { count, head } = await this.database.transact(async (tx) => {
      if (!(await this.seals.take(tx))) return { count: 0, head: null };
      const end = await this.seals.findEnd(tx);
      if (end?.isOfOtherLife) this.seals.noteRestored(tx);
      const { rows, safeBelow } = await this.seals.findUnsealed(tx, end, BATCH);
      if (!rows.length) return { count: 0, head: null };
      const sealed = seal(sha256, end ?? { position: 0, hash: BEGINNING }, rows);
      const { position, hash } = sealed.at(-1)!;
      const signed = this.signer.sign({ position, hash, signedAt: await this.seals.realNow(tx) });
      this.seals.insert(tx, sealed, signed, safeBelow);
      return { count: rows.length, head: signed };
    });
    if (head) await this.anchors.offer(head);
    return count;
  }

  private async round(): Promise<boolean> {
    try {
      const { sec, isOfOtherLife } = await this.seals.waiting();
      this.waited = sec;
      if (sec > LATE_SEC) this.log.warning('audit not sealed', { waitingSec: Math.round(sec) });
      return (sec > 0 || isOfOtherLife) && (await this.sealNow()) === BATCH;
    } catch (error) {
      this.waited = NaN;
      this.log.warning('sealing failed', {}, error);
      return false;
    }
  }
}

/** Tells the metrics how the sealer keeps up, where there are any. */
@Injectable()
export class SealerGauge {
  constructor(sealer: AuditSealer, @Optional() metrics?: Metrics) {
    const read = () => sealer.waitingSec;
    metrics?.gauge('audit_unsealed_seconds', 'How long the oldest row of the audit waits for its seal.', read);
  }
}
