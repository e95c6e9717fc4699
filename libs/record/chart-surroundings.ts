import { Injectable } from '@nestjs/common';

import { CareService, ConsentViews, EmergencyCardService } from '#care';
import { DocumentsService } from '#documents';
import { type Caller, IdentityService } from '#identity';
import type { Db } from '#platform';

/** What stands on a chart from elsewhere: papers, consent, people, the card for an emergency. The caller was let in before. */
@Injectable()
export class ChartSurroundings {
  constructor(
    private readonly care: CareService,
    private readonly consents: ConsentViews,
    private readonly cards: EmergencyCardService,
    private readonly documents: DocumentsService,
    private readonly identity: IdentityService,
  ) {}

  async of(db: Db, caller: Caller, patientId: string) {
    const team = await this.care.team(db, patientId);
    const people = await this.identity.people(db, team);
    return {
      papers: await this.documents.asTheyStand(db, caller, patientId, ['laboratory', 'ecg']),
      consents: await this.consents.of(db, patientId, false),
      people: team.map((id) => {
        const { displayName, role, profession } = people.get(id)!;
        return { personId: id, displayName, role, profession };
      }),
      card: await this.cards.read(db, patientId),
    };
  }
}
