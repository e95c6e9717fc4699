import type { INestApplicationContext } from '@nestjs/common';
import { type Config, parseConfig } from './config.js';
import { requireFittingDatabase } from './database-fitness.js';
import { Log } from './log.js';
import { isConnectionLost, sqlState } from './sql-state.js';

const DRAIN_MS = 10_000;

/** The error that a person at a terminal can mend: a sentence that begins with the setting, and no stack. */
function sentenceOf(error: unknown, { port, databaseUrl }: Config): string | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === 'EADDRINUSE') return `PORT: ${port} is taken by another program.`;
  if (code === 'EACCES') return `PORT: ${port} may not be opened by this user.`;
  const state = sqlState(error);
  if (/\brole\b/.test(String(message)) && (state === '42501' || state === '22023'))
    return 'DATABASE_URL: this login may not take the roles app_rw and app_sweep. npm run migrate lets it in.';
  if (state?.startsWith('28') || state === '3D000' || isConnectionLost(error)) {
    const { hostname, port: at, pathname } = new URL(databaseUrl);
    return `DATABASE_URL: the database ${pathname.slice(1)} at ${hostname}:${at || 5432} cannot be reached (${state ?? String(code)}).`;
  }
  return typeof message === 'string' && /^[A-Z_]+: /.test(message) ? message : undefined;
}

function refuse(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** Ends the process in order: nothing new is accepted, what is under way is finished, the sweep stops last. */
function endWith(app: INestApplicationContext, log: Log): void {
  let isEnding = false;
  const end = (reason: string) => {
    if (isEnding) return;
    isEnding = true;
    log.info('stopping', { reason });
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.failure('stopping failed', error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(signal));
  process.on('disconnect', () => end('parent is gone')); // the IPC channel closes however the parent ends
}

/**
 * Runs a server process from its settings to its end. Wrong settings, a taken port, a database that cannot be reached or does not fit end it with code 1
 * and a sentence that names the setting; an error that nobody handled ends it with code 1 too, for whoever supervises it to start it anew.
 *
 * @param start makes and starts the application
 */
export async function runServer(start: (config: Config) => Promise<INestApplicationContext>): Promise<void> {
  const parsed = parseConfig(process.env);
  if (!parsed.ok) refuse(parsed.problems.map(({ setting, message }) => `${setting}: ${message}`));
  const log = new Log();
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(event, (error: unknown) => {
      log.failure(event, error);
      process.exit(1);
    });
  }
  try {
    await requireFittingDatabase(parsed.config);
    endWith(await start(parsed.config), log);
  } catch (error) {
    const sentence = sentenceOf(error, parsed.config);
    if (sentence) refuse([sentence]);
    log.failure('start failed', error);
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }
}
