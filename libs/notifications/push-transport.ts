import { createECDH } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import webPush from 'web-push';
import { z } from 'zod';

import { Config, KeyRing } from '#platform';
import { type Answer, answerOfLine, LONGEST_MS } from './transport.js';

export const Subscription = z.strictObject({
  endpoint: z.url().max(1_000),
  keys: z.strictObject({ p256dh: z.base64url().max(120), auth: z.base64url().max(40) }),
});
export type Subscription = z.infer<typeof Subscription>;
/** What a browser shows; `tag`: a second one with the same takes the place of the first. */
export type Shown = Readonly<{ title: string; text: string; tag: string }>;

const DAY_SEC = 86_400;
const GONE: ReadonlySet<number> = new Set([404, 410]);
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Notifications of a browser, encrypted for it, and signed with a key of this installation (RFC 8291, 8292). */
@Injectable()
export class PushTransport {
  /** Derived from the key file, so that it stays as long as the addresses do: a browser takes what one key has signed. */
  private readonly keys: Readonly<{ publicKey: string; privateKey: string }>;
  private readonly subject: string;
  private readonly hosts: readonly string[];

  constructor({ publicUrl, pushHosts }: Config, ring: KeyRing) {
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(ring.derive(ring.oldest, 'push')!.export());
    this.keys = { publicKey: pair.getPublicKey('base64url'), privateKey: pair.getPrivateKey('base64url') };
    const { protocol, hostname } = new URL(publicUrl);
    this.subject = protocol === 'https:' ? publicUrl : `mailto:no-reply@${hostname}`;
    this.hosts = pushHosts;
  }

  get publicKey(): string {
    return this.keys.publicKey;
  }

  /** Only services that we know: else anybody could have us call any address. */
  isKnown(endpoint: string): boolean {
    const { protocol, hostname } = new URL(endpoint);
    const isListed = this.hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
    return isListed && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)));
  }

  /** @returns `refused` with `undeliverable` when the browser is gone; silence is `not-taken`: a second one takes the first's place */
  async send(subscription: Subscription, shown: Shown, isUrgent: boolean): Promise<Answer> {
    if (!this.isKnown(subscription.endpoint)) return { result: 'refused', code: 'push-host' };
    try {
      const { endpoint, method, headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(shown), {
        vapidDetails: { subject: this.subject, ...this.keys },
        TTL: DAY_SEC,
        urgency: isUrgent ? 'high' : 'normal',
        topic: shown.tag.replaceAll('-', ''),
        contentEncoding: 'aes128gcm',
      });
      const said = { ...(headers as Record<string, string>) };
      delete said['Content-Length']; // counted by whoever sends
      const init = { method, headers: said, body: new Uint8Array(body!), redirect: 'error' as const };
      return answerOf(await fetch(endpoint, { ...init, signal: AbortSignal.timeout(LONGEST_MS) }));
    } catch (error) {
      return { ...answerOfLine(error), result: 'not-taken' };
    }
  }
}

function answerOf({ ok, status }: Response): Answer {
  if (ok) return { result: 'taken', code: null };
  const code = `push-${status}`;
  if (GONE.has(status)) return { result: 'refused', code, address: 'undeliverable' };
  return { result: status >= 500 || status === 429 ? 'not-taken' : 'refused', code };
}
