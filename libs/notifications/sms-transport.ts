import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { Config, type SmsProvider } from '#platform';
import { addressAfter } from './domain/provider-word.js';
import { type Answer, answerOfLine, LONGEST_MS } from './transport.js';

const Taken = z.looseObject({ sid: z.string().max(64) });
const Failed = z.looseObject({ code: z.union([z.int(), z.string()]) });
const Listed = z.looseObject({
  messages: z.array(z.looseObject({ sid: z.string(), body: z.string(), status: z.string() })).max(1_000),
});
export type Found = Readonly<{ sid: string; body: string; status: string }>;

/** Where the provider says what became of a text. The id of the message is in the path: the word finds it though no answer came. */
export const statusPath = (messageId: string): string => `/v1/webhooks/sms/status/${messageId}`;

/** Texts by an HTTP API like Twilio's, where SMS_URL is set. */
@Injectable()
export class SmsTransport {
  private readonly provider: SmsProvider | undefined;
  private readonly publicUrl: string;

  constructor({ sms, publicUrl }: Config) {
    this.provider = sms;
    this.publicUrl = publicUrl;
  }

  get isConfigured(): boolean {
    return this.provider !== undefined;
  }

  async send(to: string, text: string, messageId: string): Promise<Answer> {
    const { from } = this.provider!;
    const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from };
    const StatusCallback = `${this.publicUrl}${statusPath(messageId)}`;
    const body = new URLSearchParams({ To: to, ...sender, Body: text, StatusCallback });
    try {
      const response = await fetch(this.address(), this.request({ method: 'POST', body }));
      return await answerOf(response);
    } catch (error) {
      return answerOfLine(error);
    }
  }

  /** The last texts that the provider has of us for a number; null when it cannot say. */
  async lastTo(to: string): Promise<Found[] | null> {
    try {
      const query = new URLSearchParams({ To: to, PageSize: '100' });
      const response = await fetch(`${this.address()}?${query}`, this.request({}));
      const listed = Listed.safeParse(response.ok ? await response.json() : null);
      return listed.success ? listed.data.messages : null;
    } catch {
      return null;
    }
  }

  private address(): string {
    const { url, account } = this.provider!;
    return `${url}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`;
  }

  private request(init: RequestInit): RequestInit {
    const { account, token } = this.provider!;
    const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
    return { ...init, headers: { authorization }, redirect: 'error', signal: AbortSignal.timeout(LONGEST_MS) };
  }
}

/** An answer of the provider's own trouble (5xx) does not say whether it has taken the text. */
async function answerOf(response: Response): Promise<Answer> {
  const said: unknown = await response.json().catch(() => null);
  const code = `sms-${response.status}`;
  if (response.status >= 500) return { result: 'unknown', code };
  if (response.ok) {
    const taken = Taken.safeParse(said);
    return taken.success ? { result: 'taken', code: null, ref: taken.data.sid } : { result: 'unknown', code: 'sms-odd-answer' };
  }
  if (response.status !== 400) return { result: 'not-taken', code }; // not let in, too much: a matter of the clinic, not of the text
  const failed = Failed.safeParse(said);
  if (!failed.success) return { result: 'refused', code };
  const address = addressAfter(String(failed.data.code));
  return { result: 'refused', code: `sms-${failed.data.code}`, ...(address && { address }) };
}
