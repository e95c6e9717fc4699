import { Global, Module } from '@nestjs/common';
import { ClinicGauges } from './clinic-gauges.js';
import { Config } from './config.js';
import { DeadMan } from './dead-man.js';
import { Log } from './log.js';
import { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';
import { OutboxClaims } from './outbox-claims.js';
import { SweepLoop } from './sweep-loop.js';

const deadMan = {
  provide: DeadMan,
  inject: [Config, SweepLoop, OutboxClaims, Log],
  useFactory: ({ deadManUrl }: Config, sweeps: SweepLoop, claims: OutboxClaims, log: Log) =>
    new DeadMan(deadManUrl, sweeps, claims, log),
};

/** By what people outside see that the clinic is well; once in each process that serves or works. */
@Global()
@Module({ providers: [Metrics, ClinicGauges, MetricsServer, deadMan], exports: [Metrics] })
export class MonitoringModule {}
