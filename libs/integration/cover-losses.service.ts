import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { CoverLosses as Losses } from '#contracts';
import { AuthorityService, type PartOnDay } from '#credentials';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import { Database } from '#platform';
import { CoverRepository } from './cover.repository.js';

type Lost<P extends PartOnDay> = P & Readonly<{ reason: string }>;
const NOBODY = 'Somebody';

/** What is lost after a day, judged. */
@Injectable()
export class LossFinder {
  constructor(
    private readonly database: Database,
    private readonly cover: CoverRepository,
    private readonly authority: AuthorityService,
    private readonly care: CareService,
  ) {}

  async find(lastDay: string) {
    const { read } = this.database;
    const { today, dayAfter } = await this.cover.daysAround(read, (await this.care.settings(read)).zone, lastDay);
    const teams = await this.cover.findTeams(read, today);
    const [now, then] = [
      await this.authority.judgeParts(read, teams),
      await this.authority.judgeParts(
        read,
        teams.map((part) => ({ ...part, day: dayAfter })),
      ),
    ];
    const people = teams.flatMap((part, at): Lost<PartOnDay>[] =>
      now[at]!.isMet && !then[at]!.isMet ? [{ ...part, reason: then[at]!.reason }] : [],
    );
    const booked = await this.cover.findLost(read, lastDay);
    const judged = await this.authority.judgeParts(read, booked);
    return {
      ending: await this.authority.endings(read, today, lastDay),
      people,
      appointments: booked.flatMap((part, at) => (judged[at]!.isMet ? [] : [{ ...part, reason: judged[at]!.reason }])),
    };
  }
}

/** Who loses what on a day, as licences and bases in law stand now: in one look, while there is time to do something about it. */
@Injectable()
export class CoverLosses {
  constructor(
    private readonly database: Database,
    private readonly finder: LossFinder,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  /** For those who run the clinic. @param lastDay as `2026-12-31`: what is lost after it */
  async read(caller: Caller, lastDay: string): Promise<Losses> {
    const { read } = this.database;
    const { ending, people, appointments } = await this.finder.find(lastDay);
    const patientIds = [...new Set([...people, ...appointments].map(({ patientId }) => patientId))];
    await this.audit.recordList(caller, { action: 'list-cover-losses', objectType: 'patient' }, patientIds);
    const ids = [...people, ...appointments, ...ending].flatMap(({ personId, patientId }) =>
      [personId ?? [], patientId ?? []].flat(),
    );
    const cards = await this.identity.people(read, [...new Set(ids)]);
    const nameOf = (id: string | null) => (id === null ? null : (cards.get(id)?.displayName ?? NOBODY));
    return {
      lastDay,
      ending: ending.map(({ personId, patientId, ...one }) => ({
        ...one,
        displayName: nameOf(personId),
        patientName: nameOf(patientId),
      })),
      people: people.map((part) => onWire(part, cards)),
      appointments: appointments.map((part) => ({
        ...onWire(part, cards),
        ...{ appointmentId: part.appointmentId, startsAt: part.startsAt.toISOString() },
      })),
    };
  }
}

function onWire(part: Lost<PartOnDay>, cards: ReadonlyMap<string, PersonCard>): Losses['people'][number] {
  const { patientId, personId, act, jurisdiction: place, reason } = part;
  const nameOf = (id: string) => cards.get(id)?.displayName ?? NOBODY;
  return { patientId, personId, act, place, reason, patientName: nameOf(patientId), displayName: nameOf(personId) };
}
