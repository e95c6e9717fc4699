import { url as inspectorUrl } from 'node:inspector';
import { readFieldKeys } from './field-key.js';

/** A setting that cannot be used, and a sentence that says why. */
export type ConfigProblem = Readonly<{ setting: string; message: string }>;
/** What is judged of the configuration. */
type Judged = Readonly<{
  publicUrl: string;
  keyFile: string;
  isClockMovable: boolean;
  databaseUrl: string;
  redisUrl: string | undefined;
  smtpUrl: string | undefined;
  sms: Readonly<{ url: string; token: string }> | undefined;
  bucket: Readonly<{ endpoint: string; secretKey: string }> | undefined;
}>;

/** Out of examples, images and guides: whoever has read one of them knows it. */
const SAMPLES = new Set(
  'password passw0rd postgres hearth secret changeme change-me admin root example sample demo test user redis valkey filled-in 123456'.split(
    ' ',
  ),
);
const SHORTEST_PASSWORD = 12;
const NOT_TLS = 'Links that let people in would cross the network in the clear: use smtps://, or add ?requireTLS=true.';
const NOT_HTTPS = 'Texts would cross the network in the clear: use the https address of the provider.';
const BUCKET_NOT_HTTPS = 'Papers would cross the network, and who reads them: use the https address of the store.';
/** Of 32 bytes that were drawn at random hardly two are the same; fewer kinds than this were typed by somebody. */
const FEWEST_KINDS_OF_BYTES = 16;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether nothing of what is said there leaves this machine: loopback, or a socket in the file system. */
export function isLocal(address: URL): boolean {
  const host = address.searchParams.get('host') ?? decodeURIComponent(address.hostname);
  return host.startsWith('/') || LOOPBACK.has(host);
}

const isSafe = (url: string): boolean => url.startsWith('https://') || isLocal(new URL(url));

function passwordProblem({ password, username }: URL): string | undefined {
  const plain = decodeURIComponent(password);
  if (plain && (SAMPLES.has(plain.toLowerCase()) || plain === decodeURIComponent(username)))
    return 'The password is one out of an example. Make one: openssl rand -hex 24.';
  if (plain && plain.length < SHORTEST_PASSWORD)
    return `The password is shorter than ${SHORTEST_PASSWORD} characters. Make one: openssl rand -hex 24.`;
  return undefined;
}

function databaseProblem(text: string): string | undefined {
  const address = new URL(text);
  const mode = address.searchParams.get('sslmode');
  if (!isLocal(address) && mode !== 'verify-full')
    return `The database is on another machine, and sslmode is ${mode ?? 'not set'}: add ?sslmode=verify-full (and sslrootcert=FILE for a CA of your own).`;
  return passwordProblem(address);
}

function redisProblem(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const address = new URL(text);
  if (!isLocal(address) && !address.password)
    return 'Redis is on another machine and open to all: set requirepass, and write redis://:PASSWORD@host.';
  return passwordProblem(address);
}

/** Mail holds links that let people in, so it leaves this machine in TLS or not at all. */
function mailProblem(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const address = new URL(text);
  const isInTls = address.protocol === 'smtps:' || address.searchParams.get('requireTLS') === 'true';
  return isInTls || isLocal(address) ? passwordProblem(address) : NOT_TLS;
}

/** Why the keys cannot protect anybody; an example's key was typed, not drawn. */
function keyProblem(path: string): string | undefined {
  try {
    const typed = [...readFieldKeys(path, false)].find(([, key]) => new Set(key).size < FEWEST_KINDS_OF_BYTES || isText(key));
    return typed && `The key ${typed[0]} in ${path} was not made at random. Make one: npm run new-key -- FILE.`;
  } catch (error) {
    return (error as Error).message.replace(/^HEARTH_KEY_FILE: /, '');
  }
}
const isText = (key: Buffer): boolean => key.every((byte) => byte >= 0x20 && byte < 0x7f);

const LOOSE_PARSER = 'insecure-http-parser';

function optionsProblem({ NODE_OPTIONS = '' }: NodeJS.ProcessEnv, debuggerAt: string | undefined): string | undefined {
  if (debuggerAt !== undefined) return 'A debugger can be attached (--inspect); production must not be debugged.';
  const isLoose = [NODE_OPTIONS, ...process.execArgv].some((text) => text.includes(LOOSE_PARSER));
  return isLoose ? `--${LOOSE_PARSER} lets one request be read as two. Take it away.` : undefined;
}

/**
 * What production demands of the settings beyond their form, each with its mend; all that is wrong at once. What it demands of the
 * database itself is `requireFittingDatabase`'s.
 */
export function productionProblems(config: Judged, env: NodeJS.ProcessEnv, debuggerAt = inspectorUrl()): ConfigProblem[] {
  const found: Record<string, string | false | undefined> = {
    NODE_ENV: env['NODE_ENV'] !== 'production' && 'Production needs NODE_ENV=production; npm start and the image set it.',
    PUBLIC_URL: !config.publicUrl.startsWith('https://') && 'Production needs the https address of the clinic.',
    HEARTH_KEY_FILE: keyProblem(config.keyFile),
    HEARTH_TEST: config.isClockMovable && 'Test mode moves the clock and opens /docs; it cannot be used in production.',
    DATABASE_URL: databaseProblem(config.databaseUrl),
    REDIS_URL: redisProblem(config.redisUrl),
    SMTP_URL: mailProblem(config.smtpUrl),
    SMS_URL: config.sms && !isSafe(config.sms.url) && NOT_HTTPS,
    S3_ENDPOINT: config.bucket && !isSafe(config.bucket.endpoint) && BUCKET_NOT_HTTPS,
    S3_SECRET_KEY:
      config.bucket && config.bucket.secretKey.length < SHORTEST_PASSWORD && 'It is too short for the secret key of a bucket.',
    SMS_TOKEN: config.sms && config.sms.token.length < SHORTEST_PASSWORD && 'It is too short for a token of a provider.',
    NODE_OPTIONS: optionsProblem(env, debuggerAt),
    NODE_TLS_REJECT_UNAUTHORIZED:
      env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' && 'It turns every check of a certificate off. Take it away.',
  };
  return Object.entries(found).flatMap(([setting, message]) => (message ? [{ setting, message }] : []));
}
