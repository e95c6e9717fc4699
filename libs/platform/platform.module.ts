import { Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { ClockWalk } from './clock-walk.js';
import { Config, requireConfig } from './config.js';
import { DataKeyMemory } from './data-key-memory.js';
import { Database } from './database.js';
import { DemoClock } from './demo-clock.js';
import { SealedFields } from './encryption.js';
import { HintChannel } from './hint-channel.js';
import { Hints } from './hints.js';
import { Housekeeping } from './housekeeping.js';
import { Idempotency } from './idempotency.js';
import { InstallationKeys } from './installation-keys.js';
import { KeyRing } from './key-ring.js';
import { KeyWrapping } from './key-wrapping.js';
import { Log } from './log.js';
import { Outbox } from './outbox.js';
import { OutboxClaims } from './outbox-claims.js';
import { PersonKeys } from './person-keys.js';
import { PostgresHints } from './postgres-hints.js';
import { RateLimits } from './rate-limits.js';
import { RedisHints } from './redis-hints.js';
import { RedisLink } from './redis-link.js';
import { SweepLoop } from './sweep-loop.js';
import { ZoneTables } from './zone-tables.js';

const config = { provide: Config, useFactory: () => requireConfig(process.env) };
const log = { provide: Log, useFactory: () => new Log() };
const keyRing = {
  provide: KeyRing,
  inject: [Config, Log],
  useFactory: ({ keyFile, mode }: Config, log: Log) =>
    KeyRing.at(keyFile, mode === 'demo', (error) =>
      error ? log.failure('changed key file not used', error) : log.info('key file read again'),
    ),
};
const sealedFields = { provide: SealedFields, inject: [KeyRing], useFactory: (ring: KeyRing) => new SealedFields(ring) };
const keyWrapping = { provide: KeyWrapping, inject: [KeyRing], useFactory: (ring: KeyRing) => new KeyWrapping(ring) };
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
    keyRing,
    sealedFields,
    keyWrapping,
    InstallationKeys,
    DataKeyMemory,
    PersonKeys,
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
    ZoneTables,
  ],
  exports: [
    Config,
    Log,
    KeyRing,
    SealedFields,
    PersonKeys,
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
    ZoneTables,
  ],
})
export class PlatformModule {}
