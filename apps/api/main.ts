import 'reflect-metadata';

import { Module } from '@nestjs/common';

import { Config, Log } from '#platform';
import { WorkerModule } from '../worker/worker.module.js';
import { ApiModule } from './api.module.js';
import { createApp } from './create-app.js';

/** One process for all, the default: the worker runs inside the api. */
@Module({ imports: [ApiModule, WorkerModule] })
class OneProcessModule {}

const app = await createApp(process.env['HEARTH_WORKER'] === 'separate' ? ApiModule : OneProcessModule);
const [config, log] = [app.get(Config), app.get(Log)];
process.on('unhandledRejection', (error) => {
  log.failure('unhandled rejection', error);
  process.exit(1);
});
await app.listen(config.port, config.host);
log.info('listening', { port: config.port, host: config.host, worker: config.worker });
