// The settings that the start itself reads. Those of the servers are judged by libs/platform/config.ts, once it is built.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './steps.mjs';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const isPostgres = (text) =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) && new URL(text).pathname.length > 1;

/**
 * @returns what to start, and `problems`: every setting that is wrong, with a sentence
 */
export function readSettings(env, args) {
  const given = (name) => env[name] || undefined; // an empty variable counts as not set
  const problems = [];
  const check = (setting, isRight, message) => isRight || problems.push({ setting, message });
  const oneOf = (setting, choices) => {
    const value = given(setting) ?? choices[0];
    check(setting, choices.includes(value), `is "${value}"; it must be ${choices.join(' or ')}.`);
    return value;
  };
  const mode = oneOf('HEARTH_MODE', ['demo', 'production']);
  const worker = oneOf('HEARTH_WORKER', ['inside', 'separate']);
  const port = Number(given('PORT') ?? 3000);
  check('PORT', Number.isInteger(port) && port > 0 && port < 65_536, `is "${env.PORT}"; it must be a number from 1 to 65535.`);
  const databaseUrl = given('DATABASE_URL');
  check(
    'DATABASE_URL',
    !databaseUrl || isPostgres(databaseUrl),
    'must look like postgresql://user:password@host:5432/database. Leave it out for a database of Hearth’s own.',
  );
  const migrateUrl = given('DATABASE_MIGRATE_URL');
  check(
    'DATABASE_MIGRATE_URL',
    !migrateUrl || (databaseUrl && isPostgres(migrateUrl)),
    'is the address of DATABASE_URL’s database for whoever owns its tables, and is set beside it only.',
  );
  for (const arg of args) check(arg, arg === '--fresh', 'is not an option; there is only --fresh, which starts over.');
  const fresh = args.includes('--fresh');
  check(
    'DATABASE_URL',
    !(fresh && databaseUrl),
    'is set, and --fresh removes only a database of Hearth’s own. Empty yours yourself, and start without --fresh.',
  );
  const host = given('HEARTH_HOST') ?? (mode === 'demo' ? '127.0.0.1' : '0.0.0.0');
  const dataDir = resolve(ROOT, given('HEARTH_DATA_DIR') ?? '.hearth');
  return { mode, worker, port, host, isLocal: LOOPBACK.includes(host), dataDir, databaseUrl, migrateUrl, fresh, problems };
}

/** The environment of the servers: everything given is passed through, what was decided here is added. */
export const serverEnv = ({ mode, worker, port, host, dataDir }, databaseUrl, env = process.env) => ({
  NODE_ENV: 'production',
  ...env,
  HEARTH_MODE: mode,
  HEARTH_WORKER: worker,
  HEARTH_HOST: host,
  HEARTH_DATA_DIR: dataDir,
  PORT: String(port),
  DATABASE_URL: databaseUrl,
  DATABASE_MIGRATE_URL: '', // no server may own what it works on
});

/** What the servers' own parser finds wrong; nothing as long as it is not built. */
export async function serverProblems(env) {
  const parser = join(ROOT, 'dist/libs/platform/config.js');
  if (!existsSync(parser)) return [];
  const { parseConfig } = await import(pathToFileURL(parser).href);
  const result = parseConfig({ NODE_ENV: 'production', ...env }); // as the start sets it
  return result.ok ? [] : result.problems;
}

/** One sentence for each wrong setting; of two about the same one the first. */
export function describeProblems(problems) {
  const first = problems.filter(({ setting }, at) => problems.findIndex((other) => other.setting === setting) === at);
  const lines = first.map(({ setting, message }) => `  ${setting}: ${message}`);
  return [`${first.length === 1 ? 'A setting is' : 'Some settings are'} wrong, and nothing was started:`, ...lines].join('\n');
}
