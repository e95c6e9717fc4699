import { Injectable } from '@nestjs/common';
import { createTransport, type SMTPTransportOptions } from 'nodemailer';

import { Config } from '#platform';
import type { Text } from './templates.js';
import { type Answer, type Attachment, LONGEST_MS } from './transport.js';

/** Shorter than the lease of an outbox row, so that no second try begins while a first is under way. Milliseconds, real time. */
const LIMITS = { connectionTimeout: 3_000, greetingTimeout: 3_000, socketTimeout: 8_000, dnsTimeout: 3_000 };
/** Answers to an address that say: there is nobody. Others (full, too big, taken for spam) may pass. */
const NOBODY: ReadonlySet<number> = new Set([550, 551, 553]);

/** E-mail by SMTP where SMTP_URL is set; one connection a message. */
@Injectable()
export class MailTransport {
  private readonly url: string | undefined;
  private readonly domain: string;

  constructor({ smtpUrl, publicUrl }: Config) {
    this.url = smtpUrl;
    this.domain = new URL(publicUrl).hostname;
  }

  get isConfigured(): boolean {
    return this.url !== undefined;
  }

  /** @param reference ours: the server's copy can be found by it, and a second one recognized */
  async send(to: string, { subject, text }: Text, reference: string, attachments: readonly Attachment[] = []): Promise<Answer> {
    let isHandedOver = false;
    const hear = ({ tnx }: { tnx?: string }, line: string) => {
      if (tnx === 'client' && line === 'DATA') isHandedOver = true;
    };
    const transport = createTransport(this.options(hear));
    const messageId = `<${reference}@${this.domain}>`;
    const signal = AbortSignal.timeout(LONGEST_MS);
    try {
      await transport.sendMail({
        from: `no-reply@${this.domain}`,
        to,
        subject,
        text,
        messageId,
        signal,
        attachments: [...attachments],
      });
      return { result: 'taken', code: null };
    } catch (error) {
      return answerOf(error as SmtpError, isHandedOver);
    }
  }

  /** What is said on the line is listened to, not logged: it holds addresses. */
  private options(hear: (entry: { tnx?: string }, line: string) => void): SMTPTransportOptions {
    return { url: this.url!, ...LIMITS, transactionLog: true, logger: { debug: hear } };
  }
}

type SmtpError = Readonly<{ code?: string; responseCode?: number; response?: string; command?: string }>;
/** Of an answer that says more exactly what it means (RFC 3463): whether it is about the address, and not about who sends or what. */
const isAboutAddress = (response = ''): boolean => {
  const exact = /^\d{3}[ -](?<code>[245]\.\d{1,3}\.\d{1,3})/.exec(response)?.groups?.['code'];
  return exact === undefined || exact.startsWith('5.1.');
};

/** A server that answered with a number has said what became of the message; silence after the text began says nothing. */
function answerOf({ code = 'unknown', responseCode, response, command }: SmtpError, isHandedOver: boolean): Answer {
  if (responseCode) {
    const isRefused = responseCode >= 500 && code !== 'EAUTH';
    const isRefusedRecipient = code === 'EENVELOPE' && command === 'RCPT TO' && NOBODY.has(responseCode);
    const isNobody = isRefusedRecipient && isAboutAddress(response);
    return {
      result: isRefused ? 'refused' : 'not-taken',
      code: `smtp-${responseCode}`,
      ...(isNobody && { address: 'undeliverable' as const }),
    };
  }
  return { result: isHandedOver ? 'unknown' : 'not-taken', code };
}
