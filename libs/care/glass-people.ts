import { Injectable } from '@nestjs/common';

import type { GlassNotice, GlassReview, OpenGlass } from '#contracts';
import { type Caller, Directory, IdentityService, type PersonCard } from '#identity';
import { Database } from '#platform';
import { BreakGlassService } from './break-glass.service.js';
import type { Glass } from './glass.repository.js';
import { REVIEW_WITHIN_MS } from './glass-traces.js';
import { careProblems } from './problems.js';

export type Standing = Readonly<{
  isMedicalDirector: boolean;
  isPrivacyOfficer: boolean;
  glasses: OpenGlass[];
  serverTime: string;
}>;

/** Names behind an opening, and who may review one. */
@Injectable()
export class GlassPeople {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
    private readonly glass: BreakGlassService,
  ) {}

  async standing(caller: Caller): Promise<Standing> {
    const { glasses, now } = await this.glass.standing(caller);
    const duties = await this.directory.duties(this.database.read, caller.personId);
    return {
      isMedicalDirector: duties.has('medical-director'),
      isPrivacyOfficer: duties.has('privacy-officer'),
      glasses: await this.open(glasses),
      serverTime: now.toISOString(),
    };
  }

  /** As whoever opened it sees it. */
  async open(glasses: readonly Glass[]): Promise<OpenGlass[]> {
    const cards = await this.cards(glasses);
    return glasses.map(({ id, patientId, openedAt, expiresAt }) => ({
      grantId: id,
      patientId,
      patientName: cards.get(patientId)!.displayName,
      openedAt: openedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }));
  }

  /** @throws `care.not-your-duty` */
  async requireReviewer(caller: Caller): Promise<void> {
    if (!(await this.directory.duties(this.database.read, caller.personId)).size) throw careProblems.notYourDuty();
  }

  async reviews(glasses: readonly (Glass & { text: string })[]): Promise<GlassReview[]> {
    const cards = await this.cards(glasses);
    return glasses.map((glass) => ({
      ...told(glass, cards),
      patientName: cards.get(glass.patientId)!.displayName,
      text: glass.text,
      dueAt: new Date(glass.openedAt.getTime() + REVIEW_WITHIN_MS).toISOString(),
      isEscalated: glass.escalatedAt !== null,
      reviewedAt: glass.reviewedAt?.toISOString() ?? null,
      reviewedByName: (glass.reviewedBy && cards.get(glass.reviewedBy)?.displayName) ?? null,
    }));
  }

  async notices(glasses: readonly Glass[]): Promise<GlassNotice[]> {
    const cards = await this.cards(glasses);
    return glasses.map((glass) => told(glass, cards));
  }

  private cards(glasses: readonly Glass[]): Promise<Map<string, PersonCard>> {
    const ids = glasses.flatMap(({ patientId, personId, reviewedBy }) => [patientId, personId, reviewedBy ?? []].flat());
    return this.identity.people(this.database.read, [...new Set(ids)]);
  }
}

function told(
  { id, personId, reason, openedAt, expiresAt, endedAt, outcome }: Glass,
  cards: Map<string, PersonCard>,
): GlassNotice {
  const { displayName: personName, role: personRole } = cards.get(personId)!;
  const closedAt = (endedAt ?? expiresAt).toISOString();
  return { grantId: id, personName, personRole, reason, openedAt: openedAt.toISOString(), closedAt, outcome };
}
