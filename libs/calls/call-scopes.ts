import { Injectable } from '@nestjs/common';

import { Database, type Reader } from '#platform';

/** Somebody at a call; `sessionScope`: the one session that their sign-in is good for, null when it is for everything of theirs. */
export type Scoped = Readonly<{ appointmentId: string; personId: string; sessionScope: string | null }>;

/** A companion's link, or a capability, is good for one session: and for its call, as long as the link is. */
@Injectable()
export class CallScopes {
  constructor(private readonly database: Database) {}

  /** Whether their sign-ins open these calls, in their order; one that is for no session alone opens what its person may see. */
  async areOpen(places: readonly Scoped[], on: Reader = this.database): Promise<boolean[]> {
    const scoped = places.filter(({ sessionScope }) => sessionScope !== null);
    if (!scoped.length) return places.map(() => true);
    const rows = await on.sql<{ isOpen: boolean }>`
      SELECT session_opens_call(session, appointment, person) AS "isOpen"
      FROM unnest(${scoped.map(({ sessionScope }) => sessionScope)}::uuid[], ${scoped.map(({ appointmentId }) => appointmentId)}::uuid[],
        ${scoped.map(({ personId }) => personId)}::uuid[]) WITH ORDINALITY AS place (session, appointment, person, n) ORDER BY n`;
    const isOpen = new Map(scoped.map((place, i) => [place, rows[i]!.isOpen]));
    return places.map((place) => isOpen.get(place) ?? true);
  }
}
