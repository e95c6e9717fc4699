import { Injectable } from '@nestjs/common';

import { CompanionReader } from '#care';
import type { Tx } from '#platform';
import { LinkRepository } from './link.repository.js';
import { SessionRepository } from './session.repository.js';

/** Where a session is in the calendar, and who could come along if the one on duty does not. */
export type StandIns = Readonly<{
  appointmentId: string;
  patientId: string;
  onDutyId: string;
  isOver: boolean;
  /** Named as the backup. */
  backups: readonly string[];
  /** Anybody else who comes along with the patient. */
  others: readonly string[];
}>;

/** Those who stand in for a companion: each has a link to the session before they are told of it. */
@Injectable()
export class BackupLinks {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly companions: CompanionReader,
    private readonly links: LinkRepository,
  ) {}

  /** @returns null when there is no such session */
  async of(tx: Tx, sessionId: string): Promise<StandIns | null> {
    const session = await this.sessions.findById(tx, sessionId);
    if (!session) return null;
    const { appointmentId, patientId, chaperoneId: onDutyId } = session;
    const ties = (await this.companions.ties(tx, patientId)).filter(({ personId }) => personId !== onDutyId);
    for (const { personId } of ties) await this.links.ensure(tx, sessionId, personId);
    const isBackup = ({ part }: (typeof ties)[number]) => part === 'backup';
    return {
      ...{ appointmentId, patientId, onDutyId },
      isOver: session.abortedAt !== null || session.dischargedAt !== null,
      backups: ties.filter(isBackup).map(({ personId }) => personId),
      others: ties.filter((tie) => !isBackup(tie)).map(({ personId }) => personId),
    };
  }
}
