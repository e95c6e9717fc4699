import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { Log, MonitoringModule, PlatformModule, runServer } from '#platform';
import { WorkerModule } from './worker.module.js';

/** The worker as a process of its own: no port, only rows that fall due. */
@Module({ imports: [PlatformModule, MonitoringModule, WorkerModule] })
class WorkerProcessModule {}

await runServer(async () => {
  const app = await NestFactory.createApplicationContext(WorkerProcessModule, { bufferLogs: true, abortOnError: false });
  const log = app.get(Log);
  app.useLogger(log);
  log.info('working');
  return app;
});
