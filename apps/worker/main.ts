import 'reflect-metadata';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { Log, PlatformModule } from '#platform';
import { WorkerModule } from './worker.module.js';

/** The worker as a process of its own: no port, only rows that fall due. */
@Module({ imports: [PlatformModule, WorkerModule] })
class WorkerProcessModule {}

const app = await NestFactory.createApplicationContext(WorkerProcessModule, { bufferLogs: true });
const log = app.get(Log);
app.useLogger(log);
app.enableShutdownHooks();
process.on('unhandledRejection', (error) => {
  log.failure('unhandled rejection', error);
  process.exit(1);
});
log.info('working');
