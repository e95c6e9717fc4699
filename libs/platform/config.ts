import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  type Bucket,
  bucketOf,
  bucketProblems,
  type DocumentLimits,
  documentSettings,
  type Scanner,
  scannerOf,
  scannerProblems,
  toDocumentLimits,
} from './document-settings.js';
import { leakedFileProblems } from './leaked-file.js';
import { type Limits, limitSettings, type TrustedProxies, toLimits } from './limit-settings.js';
import { messageSettings, pushHosts, type SmsProvider, smsProblems, smsProvider } from './message-settings.js';
import { type ConfigProblem, productionProblems } from './production.js';
import { type Video, video, videoProblems, videoSettings } from './video-settings.js';

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const url = (...protocols: string[]) =>
  z
    .url()
    .refine(
      (text) => protocols.some((protocol) => text.toLowerCase().startsWith(`${protocol}://`)),
      `Must begin with ${protocols.join(':// or ')}://.`,
    );

/** Every setting that the servers, or the tools beside them, read. An empty variable counts as not set. */
const Settings = z.object({
  HEARTH_MODE: z.enum(['demo', 'production']).default('demo'),
  HEARTH_TEST: flag.default(false),
  HEARTH_DATA_DIR: z.string().default('.hearth'),
  HEARTH_WORKER: z.enum(['inside', 'separate']).default('inside'),
  HEARTH_KEY_FILE: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HEARTH_HOST: z.string().optional(),
  PUBLIC_URL: url('http', 'https').optional(),
  DATABASE_URL: url('postgres', 'postgresql').default('postgresql://postgres@127.0.0.1:5432/hearth'),
  DATABASE_MIGRATE_URL: url('postgres', 'postgresql').optional(), // of whoever owns the tables; read by the tools and the seed only
  REDIS_URL: url('redis', 'rediss').optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  ...messageSettings,
  ...videoSettings,
  ...documentSettings,
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HEARTH_METRICS_HOST: z.string().default('127.0.0.1'),
  HEARTH_DEADMAN_URL: url('http', 'https').optional(),
  HEARTH_LOCAL_CALENDARS: flag.default(false),
  LEAKED_PASSWORDS: z.string().optional(),
  HEARTH_BACKUP_DIR: z.string().optional(), // read by the tools only
  ...limitSettings,
});
type Settings = z.infer<typeof Settings>;
/** The names of all settings, for whoever writes a deployment down and wants to know that it means something. */
export const SETTINGS: readonly string[] = Object.keys(Settings.shape);

/** The settings of this process, parsed once. Injected by this class. */
export class Config {
  readonly mode!: 'demo' | 'production';
  readonly port!: number;
  readonly host!: string;
  readonly dataDir!: string;
  readonly databaseUrl!: string;
  /** Whether the worker runs inside the api's process. */
  readonly worker!: 'inside' | 'separate';
  /** Where browsers find the clinic; no slash at the end. */
  readonly publicUrl!: string;
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  /** Who carries texts; undefined: nobody. */
  readonly sms: SmsProvider | undefined;
  /** Hosts of push services, and what ends with one of them after a dot. */
  readonly pushHosts!: readonly string[];
  /** The relay of video calls; undefined: there is none. */
  readonly video: Video | undefined;
  /** Where this process tells its metrics; undefined: nowhere. */
  readonly metrics: Readonly<{ port: number; host: string }> | undefined;
  /** Asked every 30 s as long as the clinic is swept, so that whoever misses it can call somebody. */
  readonly deadManUrl: string | undefined;
  /** Whether other calendars may stand on this machine or its network, and on plain http. Demo and test only. */
  readonly allowsLocalCalendars!: boolean;
  /** Lines `SHA-1:COUNT`, sorted; passwords that are in it are refused. */
  readonly leakedPasswordsFile: string | undefined;
  readonly keyFile!: string;
  readonly documents!: DocumentLimits;
  /** Where papers are kept; undefined: in the data folder. */
  readonly bucket: Bucket | undefined;
  /** Who looks for viruses; undefined: nobody. */
  readonly scanner: Scanner | undefined;
  readonly limits!: Limits;
  readonly trustedProxies!: TrustedProxies;
  /** Demo and test only. */
  readonly isClockMovable!: boolean;

  constructor(values: { [K in keyof Config]: Config[K] }) {
    Object.assign(this, values);
  }
}

export type { ConfigProblem };
export type ConfigResult = Readonly<{ ok: true; config: Config }> | Readonly<{ ok: false; problems: ConfigProblem[] }>;

const withoutEmpty = (env: NodeJS.ProcessEnv) => Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

function toConfig(settings: Settings): Config {
  const isDemo = settings.HEARTH_MODE === 'demo';
  const dataDir = resolve(settings.HEARTH_DATA_DIR);
  return new Config({
    mode: settings.HEARTH_MODE,
    port: settings.PORT,
    host: settings.HEARTH_HOST ?? (isDemo ? '127.0.0.1' : '0.0.0.0'),
    dataDir,
    databaseUrl: settings.DATABASE_URL,
    worker: settings.HEARTH_WORKER,
    publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ''),
    redisUrl: settings.REDIS_URL,
    smtpUrl: settings.SMTP_URL,
    sms: smsProvider(settings),
    pushHosts: pushHosts(settings),
    video: video(settings),
    metrics:
      settings.METRICS_PORT === undefined ? undefined : { port: settings.METRICS_PORT, host: settings.HEARTH_METRICS_HOST },
    deadManUrl: settings.HEARTH_DEADMAN_URL,
    allowsLocalCalendars: isDemo && settings.HEARTH_LOCAL_CALENDARS,
    leakedPasswordsFile: settings.LEAKED_PASSWORDS,
    keyFile: resolve(settings.HEARTH_KEY_FILE ?? join(dataDir, 'field-key')),
    documents: toDocumentLimits(settings),
    bucket: bucketOf(settings),
    scanner: scannerOf(settings),
    limits: toLimits(settings),
    trustedProxies: settings.TRUST_PROXY,
    isClockMovable: isDemo || settings.HEARTH_TEST,
  });
}

/**
 * Reads the settings from the environment. In demo mode none is mandatory.
 *
 * @returns the configuration, or every setting that is wrong, all at once
 */
export function parseConfig(env: NodeJS.ProcessEnv): ConfigResult {
  const parsed = Settings.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ setting: path.join('.'), message })) };
  }
  const config = toConfig(parsed.data);
  const isProduction = config.mode === 'production';
  const problems = [
    ...smsProblems(parsed.data),
    ...bucketProblems(parsed.data),
    ...scannerProblems(parsed.data),
    ...leakedFileProblems(config.leakedPasswordsFile),
    ...videoProblems(parsed.data, isProduction),
    ...(isProduction ? productionProblems(config, env) : []),
  ];
  return problems.length ? { ok: false, problems } : { ok: true, config };
}

/** @throws Error with one line a wrong setting */
export function requireConfig(env: NodeJS.ProcessEnv): Config {
  const result = parseConfig(env);
  if (result.ok) return result.config;
  throw new Error(result.problems.map(({ setting, message }) => `${setting}: ${message}`).join('\n'));
}
