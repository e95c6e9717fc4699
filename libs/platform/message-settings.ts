import { z } from 'zod';
import type { ConfigProblem } from './production.js';

const httpUrl = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

/** By whom messages leave, besides SMTP_URL. */
export const messageSettings = {
  SMS_URL: httpUrl.optional(),
  SMS_ACCOUNT: z.string().optional(),
  SMS_TOKEN: z.string().optional(),
  SMS_FROM: z.string().optional(),
  PUSH_HOSTS: z.string().optional(),
} as const;
type Settings = Readonly<Partial<Record<keyof typeof messageSettings, string | undefined>>>;

/** A provider of texts with the HTTP API of Twilio. `from`: a number, or the id of a messaging service (`MG…`). */
export type SmsProvider = Readonly<{ url: string; account: string; token: string; from: string }>;

const OF_SMS = ['SMS_URL', 'SMS_ACCOUNT', 'SMS_TOKEN', 'SMS_FROM'] as const;
/** The push services of the browsers that there are. */
const BROWSERS = ['fcm.googleapis.com', 'push.services.mozilla.com', 'notify.windows.com', 'push.apple.com'];

export function smsProvider(settings: Settings): SmsProvider | undefined {
  const { SMS_URL: url, SMS_ACCOUNT: account, SMS_TOKEN: token, SMS_FROM: from } = settings;
  return url && account && token && from ? { url, account, token, from } : undefined;
}

/** A provider of whom a part is not known is none, and nobody would notice. */
export function smsProblems(settings: Settings): ConfigProblem[] {
  const missing = OF_SMS.filter((name) => settings[name] === undefined);
  if (missing.length === OF_SMS.length) return [];
  return missing.map((setting) => ({ setting, message: `Texts need all of ${OF_SMS.join(', ')}.` }));
}

export const pushHosts = ({ PUSH_HOSTS: hosts }: Settings): readonly string[] =>
  hosts
    ? hosts
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter(Boolean)
    : BROWSERS;
