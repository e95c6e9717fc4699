import { z } from 'zod';
import type { ConfigProblem } from './production.js';

const MB = 1_000_000;
const httpUrl = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

/** `tcp://host:port`, or `unix:///path` of a socket. */
function toScanner(text: string, context: z.RefinementCtx): Exclude<Scanner, { command: Command }> {
  const { protocol, hostname: host, port, pathname: path } = URL.canParse(text) ? new URL(text) : new URL('none:');
  if (protocol === 'unix:' && !host && path.length > 1) return { path: decodeURIComponent(path) };
  if (protocol === 'tcp:' && host && port) return { host, port: Number(port) };
  context.addIssue({ code: 'custom', message: 'Must be tcp://host:port, or unix:///path of the socket of clamd.' });
  return z.NEVER;
}

const Command = z.tuple([z.string().min(1)], z.string());

/** A program with its arguments, as JSON: no shell reads it. */
function toCommand(text: string, context: z.RefinementCtx): Command {
  try {
    return Command.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'Must be a program with its arguments, as in ["/usr/bin/clamscan","-"].' });
    return z.NEVER;
  }
}

/** How much may be added to a record, who looks at it, and where it is kept. */
export const documentSettings = {
  DOCUMENT_MAX_MB: z.coerce.number().int().min(1).max(500).default(25),
  DOCUMENT_MAX_COUNT: z.coerce.number().int().min(1).max(10_000).default(200),
  CLAMD_URL: z.string().transform(toScanner).optional(),
  DOCUMENT_SCAN_COMMAND: z.string().transform(toCommand).optional(),
  S3_ENDPOINT: httpUrl.optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
} as const;
type Settings = z.output<z.ZodObject<typeof documentSettings>>;

type Command = readonly [string, ...string[]];
/** A clamd, or what speaks as one; or a program that reads a file from its standard input and says by its exit code what it found. */
export type Scanner = Readonly<{ path: string } | { host: string; port: number } | { command: Command }>;
/** A bucket with the HTTP API of S3; no slash at the end of its endpoint. */
export type Bucket = Readonly<{ endpoint: string; name: string; region: string; accessKey: string; secretKey: string }>;
export type DocumentLimits = Readonly<{ maxBytes: number; maxCount: number }>;

const OF_BUCKET = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;

export function bucketOf(settings: Settings): Bucket | undefined {
  const {
    S3_ENDPOINT: endpoint,
    S3_BUCKET: name,
    S3_REGION: region,
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
  } = settings;
  return endpoint && name && accessKey && secretKey ? { endpoint, name, region, accessKey, secretKey } : undefined;
}

/** A bucket of which a part is not known would be none, and papers would go to the folder instead. */
export function bucketProblems(settings: Settings): ConfigProblem[] {
  const missing = OF_BUCKET.filter((name) => settings[name] === undefined);
  if (missing.length === OF_BUCKET.length) return [];
  return missing.map((setting) => ({ setting, message: `A bucket needs all of ${OF_BUCKET.join(', ')}.` }));
}

export function scannerOf({ CLAMD_URL: clamd, DOCUMENT_SCAN_COMMAND: command }: Settings): Scanner | undefined {
  return clamd ?? (command && { command });
}

/** Of two scanners nobody could say which one has looked. */
export function scannerProblems({ CLAMD_URL: clamd, DOCUMENT_SCAN_COMMAND: command }: Settings): ConfigProblem[] {
  if (!clamd || !command) return [];
  return [{ setting: 'DOCUMENT_SCAN_COMMAND', message: 'There is one virus scanner: set this or CLAMD_URL.' }];
}

export const toDocumentLimits = (settings: Settings): DocumentLimits => ({
  maxBytes: settings.DOCUMENT_MAX_MB * MB,
  maxCount: settings.DOCUMENT_MAX_COUNT,
});
