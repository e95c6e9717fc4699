import { z } from 'zod';
import type { ConfigProblem } from './production.js';

/** By which relay video goes. */
export const videoSettings = {
  TURN_URLS: z.string().optional(),
  TURN_SECRET: z.string().optional(),
  TURN_RELAY_ONLY: z.enum(['patients', 'everybody', 'nobody']).default('patients'),
} as const;
type Settings = Readonly<{
  TURN_URLS?: string | undefined;
  TURN_SECRET?: string | undefined;
  TURN_RELAY_ONLY: 'patients' | 'everybody' | 'nobody';
}>;

/** A TURN server with coturn's `use-auth-secret`. `relayOnly`: whose network address is kept from the others by sending all through it. */
export type Video = Readonly<{ relays: readonly string[]; secret: string; relayOnly: Settings['TURN_RELAY_ONLY'] }>;

const RELAY = /^turns?:([^\s?/@:[\]]+|\[[\da-f:.]+\])(:\d{1,5})?(\?transport=(udp|tcp))?$/i;
const SHORTEST_SECRET = 32;
const relaysOf = (urls: string): string[] => urls.split(/[\s,]+/).filter(Boolean);

export function video({ TURN_URLS: urls, TURN_SECRET: secret, TURN_RELAY_ONLY: relayOnly }: Settings): Video | undefined {
  return urls && secret ? { relays: relaysOf(urls), secret, relayOnly } : undefined;
}

/** A relay without its secret lets nobody through, and nobody would notice before the first call. */
export function videoProblems({ TURN_URLS: urls, TURN_SECRET: secret }: Settings, isProduction: boolean): ConfigProblem[] {
  if (!urls) return []; // a secret alone is the relay's own: no call uses it
  const found: ConfigProblem[] = [];
  if (!relaysOf(urls).length || relaysOf(urls).some((url) => !RELAY.test(url)))
    found.push({
      setting: 'TURN_URLS',
      message: 'must be addresses like turn:host:3478 or turns:host:5349?transport=tcp, with commas.',
    });
  if (!secret) found.push({ setting: 'TURN_SECRET', message: 'Video needs the secret of the relay beside TURN_URLS.' });
  else if (isProduction && secret.length < SHORTEST_SECRET)
    found.push({
      setting: 'TURN_SECRET',
      message: `is shorter than ${SHORTEST_SECRET} characters. Make one: openssl rand -hex 24.`,
    });
  return found;
}
