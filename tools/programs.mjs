// System programs that the tests need and npm does not bring.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const runs = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of the first of these programs that is installed, or undefined. */
export const findProgram = (...names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(runs);

/** Redis or Valkey; REDIS_SERVER_PATH outranks the search. */
export const redisServerPath = () => process.env.REDIS_SERVER_PATH || findProgram('redis-server', 'valkey-server');

/** The mail server Exim, which Debian keeps where only root looks; EXIM_PATH outranks the search. */
export const eximPath = () =>
  process.env.EXIM_PATH || findProgram('exim4', 'exim') || ['/usr/sbin/exim4', '/usr/sbin/exim'].find(runs);

/** The TURN server coturn; TURNSERVER_PATH outranks the search. */
export const turnserverPath = () => process.env.TURNSERVER_PATH || findProgram('turnserver');

/** Chromium or Chrome, best the one that draws no windows: it needs less of the machine. CHROMIUM_PATH outranks the search. */
export const chromiumPath = () =>
  process.env.CHROMIUM_PATH ||
  findProgram('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
