import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import { IdentityService, SignInService } from '#identity';
import { Database, type Tx } from '#platform';

type Refused = Readonly<{ personId: string; sessionId: string; patientId: string; address: string }>;

/** Of whom a link speaks, and who loses what it opened. */
@Injectable()
export class WrongNumberPeople {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly signIns: SignInService,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** A first name and the clinic: enough to say "that is not me", and nothing about a patient. */
  async addressee(personId: string): Promise<{ firstName: string; clinicName: string }> {
    const { displayName } = await this.identity.person(this.database.read, personId);
    const { name } = await this.care.settings(this.database.read);
    return { firstName: displayName.split(' ')[0]!, clinicName: name };
  }

  /** Ends every sign-in that was opened by the link. */
  async shutOut(tx: Tx, { personId, sessionId, patientId, address }: Refused): Promise<void> {
    await this.signIns.endOfSession(tx, personId, sessionId);
    const act = { action: 'refuse-link', objectType: 'dosing-session', objectId: sessionId, subjectPersonId: patientId };
    await this.audit.record(tx, { personId, role: 'chaperone', address }, act);
  }
}
