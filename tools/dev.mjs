// npm run dev [-- --fresh]: the demo clinic as `npm start` runs it, built and restarted as its source changes; the web app with hot reload.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stepsFor } from './dev-steps.mjs';
import { green, red } from './progress.mjs';
import { runningIn } from './running.mjs';
import { readSettings } from './settings.mjs';
import { bring, ROOT, steps } from './steps.mjs';

process.chdir(ROOT);
const CALM_MS = 200; // an editor saves several files at once
const WATCHED = ['apps', 'libs', 'prisma'];
const { dataDir, port } = readSettings(process.env, process.argv.slice(2));
const webPort = port + 1;
const say = (line) => console.log(line);

/** Out of the terminal's reach: Ctrl-C would reach it twice, and the second time means "at once". */
const clinic = spawn(process.execPath, ['tools/start.mjs', ...process.argv.slice(2)], { stdio: 'inherit', detached: true });
const ended = new Promise((done) => clinic.once('exit', (code) => done(code ?? 1)));
void ended.then((code) => process.exit(code));
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => clinic.kill('SIGINT'));

/** The clinic that this started, once it is up. */
async function running() {
  for (;;) {
    const found = runningIn(dataDir);
    if (found?.pids.start === clinic.pid) return found;
    await setTimeout(100);
  }
}

/** Whoever keeps the servers running starts them again, from the new build. */
async function restart() {
  const { pids } = await running();
  for (const name of ['api', 'worker']) if (pids[name]) process.kill(pids[name], 'SIGTERM');
}

async function follow(paths) {
  const wanted = stepsFor(paths);
  if (!wanted.length) return;
  const since = performance.now();
  for (const name of wanted.filter((step) => step in steps)) await bring(steps[name]);
  if (wanted.includes('migrate')) {
    const { migrate } = await import('./migrate.mjs');
    await migrate((await running()).databaseUrl);
  }
  await restart();
  say(green(`built again in ${((performance.now() - since) / 1000).toFixed(1)} s (${[...paths][0]}); the servers restart`));
}

const changed = new Set();
let following = Promise.resolve();
function note(path) {
  changed.add(path);
  following = following
    .then(() => setTimeout(CALM_MS))
    .then(() => {
      const paths = new Set(changed);
      changed.clear();
      return follow(paths);
    })
    .catch((error) => say(red(error.message))); // the old build goes on
}

async function serveWeb() {
  const { createServer } = await import('vite');
  const target = `http://127.0.0.1:${port}`;
  const origin = `http://localhost:${port}`;
  const asOwn = (request) => request.setHeader('origin', origin); // the api takes unsafe requests from its own pages only
  const configure = (proxy) => proxy.on('proxyReq', asOwn).on('proxyReqWs', asOwn);
  const through = { target, configure };
  const proxy = { '/v1': through, '/openapi.json': through, '/docs': through, '/socket.io': { ...through, ws: true } };
  const vite = await createServer({
    root: 'apps/web',
    configFile: 'apps/web/vite.config.ts',
    server: { host: '127.0.0.1', port: webPort, strictPort: true, proxy },
  });
  await vite.listen();
}

await running();
for (const root of WATCHED) watch(join(ROOT, root), { recursive: true }, (_, name) => name && note(`${root}/${name}`));
await serveWeb();
say(`${green('Web app with hot reload')}  http://localhost:${webPort}`);
