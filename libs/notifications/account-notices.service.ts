import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import type { Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

const TEMPLATES = {
  'new-device': 'newDevice',
  'password-changed': 'passwordChanged',
  'factors-changed': 'factorsChanged',
  'email-changed': 'emailChanged',
} as const;
const LINKS = { invitation: 'invitation', password_reset: 'passwordReset', email_change: 'emailChange' } as const;
type Notice = Readonly<{ noticeId: string; personId: string; kind: keyof typeof TEMPLATES }>;

/** Tells people by e-mail what happens to their accounts, and sends them their links. */
@Injectable()
export class AccountNoticesService {
  constructor(
    private readonly identity: IdentityService,
    private readonly dispatch: DispatchService,
  ) {}

  /** Whoever has no address cannot be told, which is no alert of the clinic. */
  async notice(tx: Tx, { noticeId: subjectId, personId, kind }: Notice): Promise<void> {
    const { email } = await this.identity.contact(tx, personId);
    if (email === null) return;
    const notice = { template: TEMPLATES[kind], cause: `account:${subjectId}`, subjectId, channel: 'email' } as const;
    await this.dispatch.tell(tx, notice, [personId]);
  }

  async link(tx: Tx, linkId: string): Promise<void> {
    const link = await this.identity.accountLink(tx, linkId);
    if (!link) return;
    const notice = { template: LINKS[link.purpose], cause: `link:${linkId}`, subjectId: linkId, channel: 'email' } as const;
    await this.dispatch.tell(tx, notice, [link.personId]);
  }
}
