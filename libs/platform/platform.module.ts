import { Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { ClockWalk } from './clock-walk.js';
import { Config, requireConfig } from './config.js';
import { Database } from './database.js';
import { DemoClock } from './demo-clock.js';
import { SealedFields } from './encryption.js';
import { readFieldKeys } from './field-key.js';
import { HintChannel } from './hint-channel.js';
import { Hints } from './hints.js';
import { Housekeeping } from './housekeeping.js';
import { Idempotency } from './idempotency.js';
import { Log } from './log.js';
import { Outbox } from './outbox.js';
import { OutboxClaims } from './outbox-claims.js';
import { PostgresHints } from './postgres-hints.js';
import { RateLimits } from './rate-limits.js';
import { RedisHints } from './redis-hints.js';
import { RedisLink } from './redis-link.js';
import { SweepLoop } from './sweep-loop.js';

const config = { provide: Config, useFactory: () => requireConfig(process.env) };
const log = { provide: Log, useFactory: () => new Log() };
const sealedFields = {
  provide: SealedFields,
  inject: [Config],
  useFactory: ({ keyFile, mode }: Config) => new SealedFields(readFieldKeys(keyFile, mode === 'demo')),
};
const hintChannel = {
  provide: HintChannel,
  inject: [Config, Log, RedisLink],
  useFactory: ({ redisUrl, databaseUrl }: Config, log: Log, link: RedisLink): HintChannel =>
    redisUrl ? new RedisHints(link) : new PostgresHints(databaseUrl, log),
};

/** What every context stands on. Global: contexts name what they need in their constructors and import nothing. */
@Global()
@Module({
  providers: [
    config,
    log,
    sealedFields,
    RedisLink,
    hintChannel,
    Database,
    Clock,
    DemoClock,
    ClockWalk,
    Outbox,
    OutboxClaims,
    SweepLoop,
    Hints,
    Housekeeping,
    RateLimits,
    Idempotency,
  ],
  exports: [
    Config,
    Log,
    SealedFields,
    RedisLink,
    Database,
    Clock,
    ClockWalk,
    Outbox,
    OutboxClaims,
    SweepLoop,
    Hints,
    Housekeeping,
    RateLimits,
    Idempotency,
  ],
})
export class PlatformModule {}
