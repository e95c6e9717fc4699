import { Injectable } from '@nestjs/common';

import type { Db, Reader } from '#platform';
import { AuthorityRepository, type Basis, type Registers } from './authority.repository.js';
import { type Act, type Asked, type Authority, judgeAuthority, mayHaveAuthority } from './domain/authority.js';
import { type Ending, EndingsRepository } from './endings.repository.js';
import { LocationRepository } from './location.repository.js';

/** `patientId`: left out while nobody is meant, when only what holds for every patient counts. */
export type AuthorityAsked = Asked & Readonly<{ personIds: readonly string[]; patientId?: string }>;
/** A clinician's part on a day, where the patient was at last (null: nobody knows). */
export type PartOnDay = Asked & Readonly<{ patientId: string; personId: string }>;
/**
 * A clinician's part in an appointment to come: `at` in epoch ms, on whose clock it is a day there. `place`: where it takes place, null when
 * nobody knows; left out where it is wherever the patient is.
 */
export type PartToCome = Readonly<{
  patientId: string;
  personId: string;
  at: number;
  zone: string;
  act: Act;
  place?: string | null;
}>;

/** Whether clinicians may treat patients, or prescribe to them, where these are. For other contexts, inside a transaction or not. */
@Injectable()
export class AuthorityService {
  constructor(
    private readonly authority: AuthorityRepository,
    private readonly locations: LocationRepository,
    private readonly ends: EndingsRepository,
  ) {}

  /**
   * Of each clinician whether they may do it there and then. One statement, however many.
   *
   * @returns by the id of the person
   */
  async judge(on: Reader, { personIds, patientId, ...asked }: AuthorityAsked): Promise<ReadonlyMap<string, Authority>> {
    const registers = await this.registers(on, personIds, patientId === undefined ? [] : [patientId]);
    return new Map(personIds.map((id) => [id, judgeAuthority(registers.of(id, patientId ?? null), asked)]));
  }

  /** What holds today and ends until a day, whether something else takes its place or not. Days as `2026-11-29`. */
  endings(on: Reader, today: string, lastDay: string): Promise<Ending[]> {
    return this.ends.find(on, today, lastDay);
  }

  /** For whoever judges several days or places of the same people: read once, then `judgeAuthority` of each. */
  registers(on: Reader, personIds: readonly string[], patientIds: readonly string[] = []): Promise<Registers> {
    return this.authority.registers(on, [...new Set(personIds)], [...new Set(patientIds)]);
  }

  /** Because of what somebody may prescribe to these patients at a distance; `patientId` null: to every patient. */
  basesOf(on: Reader, patientIds: readonly string[]): Promise<Basis[]> {
    return this.authority.basesOf(on, patientIds);
  }

  /** Of each part in an appointment to come whether its clinician may have the authority for it, as far as anybody knows. In their order. */
  async mayHave(db: Db, parts: readonly PartToCome[]): Promise<Authority[]> {
    if (!parts.length) return [];
    const patientIds = [...new Set(parts.map(({ patientId }) => patientId))];
    const days = await this.locations.daysOf(db, parts);
    const places = new Map((await this.locations.findNewest(db, patientIds)).map((one) => [one.patientId, one.jurisdiction]));
    return this.judgeParts(
      db,
      parts.map(({ personId, patientId, act, place = places.get(patientId) ?? null }, at) => ({
        ...{ personId, patientId, act, day: days[at]!, jurisdiction: place },
      })),
    );
  }

  /** Of each part whether its clinician may have the authority for it. One statement, however many; in their order. */
  async judgeParts(on: Reader, parts: readonly PartOnDay[]): Promise<Authority[]> {
    const registers = await this.registers(
      on,
      parts.map(({ personId }) => personId),
      parts.map(({ patientId }) => patientId),
    );
    return parts.map(({ personId, patientId, ...asked }) => mayHaveAuthority(registers.of(personId, patientId), asked));
  }
}
