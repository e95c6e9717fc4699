import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';

import { Config } from '#platform';
import type { Text } from './templates.js';

/** E-mail by SMTP where SMTP_URL is set. Texts have no provider yet and are captured. */
@Injectable()
export class MailTransport {
  private readonly transport: Transporter | null;
  private readonly from: string;

  constructor({ smtpUrl, publicUrl }: Config) {
    this.transport = smtpUrl ? createTransport(smtpUrl) : null;
    this.from = `no-reply@${new URL(publicUrl).hostname}`;
  }

  get isConfigured(): boolean {
    return this.transport !== null;
  }

  /** @param reference ours: the provider's copy can be found by it, and a second delivery recognized */
  async send(to: string, { subject, text }: Text, reference: string): Promise<void> {
    const messageId = `<${reference}@${this.from.split('@')[1]}>`;
    await this.transport!.sendMail({ from: this.from, to, subject, text, messageId });
  }
}
