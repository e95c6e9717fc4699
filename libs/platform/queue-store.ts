import type { Job, Queue } from 'bullmq';
import type { Claim } from './outbox-claims.js';

export type WorkQueue = Pick<Queue, 'addBulk'>;
/** What a job carries: one claim, or several when many rows fall due at once. */
export type Handed = Claim | readonly Claim[];
export type Work = (job: Job<Handed>) => Promise<void>;

/** Where jobs wait for whoever has time. */
export interface QueueStore {
  /** Whether jobs can be handed over now. */
  readonly isUsable: boolean;
  queue(name: string): WorkQueue;
  /** Keeps a consumer at work on a queue, whatever happens to the store, until `rest`. */
  consume(name: string, work: Work): void;
  /** Takes no new job. @returns when no job is under way any more, as far as the store can still say */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** The outbox retries; a queue that did so too would multiply every try. Failed jobs stay a while to be looked at. */
export const JOBS = { attempts: 1, removeOnComplete: true, removeOnFail: { age: 7 * 24 * 3_600, count: 1_000 } };
export const CONSUMER = { concurrency: 4, lockDuration: 30_000, stalledInterval: 5_000, maxStalledCount: 3 };
