import { isIP } from 'node:net';
import { z } from 'zod';

const atLeastOne = (usual: number) => z.coerce.number().int().min(1).default(usual);

/** How much is too much, and whose word for an address counts. */
export const limitSettings = {
  HEARTH_LIMIT_SAFETY_PER_MIN: atLeastOne(60),
  HEARTH_LIMIT_PERSON_PER_MIN: atLeastOne(1_200),
  HEARTH_LIMIT_ADDRESS_PER_MIN: atLeastOne(600),
  HEARTH_LIMIT_SIGN_IN_PER_MIN: atLeastOne(20),
  HEARTH_LIMIT_SOCKET_EVENTS_PER_SEC: atLeastOne(20),
  HEARTH_LIMIT_SOCKET_BURST: atLeastOne(40),
  HEARTH_LIMIT_SOCKETS_PER_PERSON: atLeastOne(5),
  HEARTH_LIMIT_SOCKETS_PER_ADDRESS: atLeastOne(500),
  TRUST_PROXY: z.string().default('0').transform(toTrustedProxies),
} as const;

/** Requests a minute, unless the name says otherwise. */
export type Limits = Readonly<{
  /** Of one sign-in to the routes by which people are kept safe: entries, help, acknowledgements. */
  safety: number;
  /** Of one person to everything else. */
  person: number;
  /** Of one network address without a sign-in. */
  address: number;
  /** Tries to sign in to one account from one address. */
  signIn: number;
  socketEventsPerSec: number;
  socketBurst: number;
  socketsPerPerson: number;
  socketsPerAddress: number;
}>;

/** How many proxies stand in front, each of which names the one before it; or the addresses and networks that they have. */
export type TrustedProxies = number | readonly string[];

type Settings = { [K in keyof typeof limitSettings]: z.output<(typeof limitSettings)[K]> };

export const toLimits = (settings: Settings): Limits => ({
  safety: settings.HEARTH_LIMIT_SAFETY_PER_MIN,
  person: settings.HEARTH_LIMIT_PERSON_PER_MIN,
  address: settings.HEARTH_LIMIT_ADDRESS_PER_MIN,
  signIn: settings.HEARTH_LIMIT_SIGN_IN_PER_MIN,
  socketEventsPerSec: settings.HEARTH_LIMIT_SOCKET_EVENTS_PER_SEC,
  socketBurst: settings.HEARTH_LIMIT_SOCKET_BURST,
  socketsPerPerson: settings.HEARTH_LIMIT_SOCKETS_PER_PERSON,
  socketsPerAddress: settings.HEARTH_LIMIT_SOCKETS_PER_ADDRESS,
});

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
  return more.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

function toTrustedProxies(text: string, context: z.RefinementCtx): TrustedProxies {
  if (/^\d+$/.test(text)) return Number(text);
  const networks = text.split(',').map((part) => part.trim());
  if (!networks.every(isNetwork))
    context.addIssue('Must be how many proxies stand in front, or their addresses and networks, such as 10.0.0.0/8,192.0.2.7.');
  return networks;
}
