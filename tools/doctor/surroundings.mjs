// What stands around the clinic: mail, Redis, disks, key file, backups.
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readManifest } from '../backup/manifest.mjs';

const LIMITS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000, dnsTimeout: 5_000 };
/** Why, without what the line said: that may hold addresses. */
const reasonOf = ({ code, responseCode, message }) => [code, responseCode].filter(Boolean).join(' ') || message;

/** Connects, signs in, and if asked to sends one message. */
export async function mailFacts(url, from, sendTo) {
  if (!url) return { isSet: false };
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url, ...LIMITS });
  try {
    await transport.verify();
  } catch (error) {
    return { isSet: true, error: reasonOf(error) };
  }
  if (!sendTo) return { isSet: true };
  const message = {
    from,
    to: sendTo,
    subject: 'A test of Hearth',
    text: 'This message was sent by npm run doctor. Nothing is to be done.',
  };
  return transport.sendMail(message).then(
    () => ({ isSet: true, sentTo: sendTo }),
    (error) => ({ isSet: true, sentTo: sendTo, sendError: reasonOf(error) }),
  );
}

/** Asks the provider of texts for its account: nothing is sent. */
export async function textFacts({ SMS_URL: url, SMS_ACCOUNT: account, SMS_TOKEN: token }) {
  if (!url) return { isSet: false };
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  const address = `${url.replace(/\/+$/, '')}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json?PageSize=1`;
  try {
    const { ok, status } = await fetch(address, {
      headers: { authorization },
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    });
    return ok ? { isSet: true } : { isSet: true, error: `it answers ${status}` };
  } catch (error) {
    return { isSet: true, error: error.cause?.code ?? error.name };
  }
}

/** What Redis does when it is full; null without an address. */
export async function redisFacts(url) {
  if (!url) return null;
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 5_000, commandTimeout: 5_000, retryStrategy: () => null });
  redis.on('error', () => {}); // said once, below
  try {
    await redis.connect();
    const told = await redis.info('memory');
    return { policy: /maxmemory_policy:(\S+)/.exec(told)?.[1] };
  } catch (error) {
    return { error: error.code ?? error.message };
  } finally {
    redis.disconnect();
  }
}

const nearestThere = (path) => (existsSync(path) ? path : nearestThere(dirname(path)));

/** The disks that hold these paths, each once. */
export function diskFacts(paths) {
  const disks = new Map();
  for (const path of paths.map(nearestThere)) {
    const { bavail, blocks, bsize } = statfsSync(path);
    const device = statSync(path).dev;
    if (!disks.has(device)) disks.set(device, { path, freeBytes: bavail * bsize, totalBytes: blocks * bsize });
  }
  return [...disks.values()];
}

export const keyFacts = (path) => ({ path, mode: existsSync(path) ? statSync(path).mode : null });

/** How old the newest whole backup in a folder is, in s; null if there is none. */
export function backupAgeSec(folder, now) {
  const manifests = (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => {
    try {
      return [Date.parse(readManifest(join(folder, name)).takenAt)];
    } catch {
      return []; // unfinished, changed, or something else
    }
  });
  return manifests.length ? (now - Math.max(...manifests)) / 1000 : null;
}
