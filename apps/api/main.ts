import { Log, runServer } from '#platform';
import { WorkerModule } from '../worker/worker.module.js';
import { makeApi } from './server.js';

await runServer(async ({ worker, port, host }) => {
  const app = await makeApi(worker === 'inside' ? [WorkerModule] : []);
  await app.listen(port, host);
  app.get(Log).info('listening', { port, host, worker });
  return app;
});
