import { Controller } from '@nestjs/common';

import { invite, inviteAgain, listInvitations, revokeInvitation, sendInvitationAgain } from '#contracts';
import { type Caller, InvitationsService } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @SignedIn('admin', 'therapist', 'prescriber', 'physician', 'patient')
  @Serves(invite)
  invite(@Asks() caller: Caller, @Input() { body }: In<typeof invite>) {
    return this.invitations.invite(caller, body);
  }

  @SignedIn('admin')
  @Serves(inviteAgain)
  inviteAgain(@Asks() caller: Caller, @Input() { params }: In<typeof inviteAgain>) {
    return this.invitations.inviteAgain(caller, params.personId);
  }

  @SignedIn('admin', 'therapist', 'prescriber', 'physician', 'patient')
  @Serves(sendInvitationAgain)
  sendAgain(@Asks() caller: Caller, @Input() { params }: In<typeof sendInvitationAgain>) {
    return this.invitations.sendAgain(caller, params.invitationId);
  }

  @SignedIn('admin', 'therapist', 'prescriber', 'physician', 'patient')
  @Serves(listInvitations)
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listInvitations>) {
    return this.invitations.list(caller, query);
  }

  @SignedIn('admin', 'therapist', 'prescriber', 'physician', 'patient')
  @Serves(revokeInvitation)
  async revoke(@Asks() caller: Caller, @Input() { params }: In<typeof revokeInvitation>): Promise<null> {
    await this.invitations.revoke(caller, params.invitationId);
    return null;
  }
}
