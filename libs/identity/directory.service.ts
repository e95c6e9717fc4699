import { Injectable } from '@nestjs/common';

import { type Role, Role as Roles } from '#contracts';
import { type Db, SealedFields } from '#platform';
import type { PersonCard } from './caller.js';

/** What a person of the clinic answers for beside their role. */
export type Duty = 'medical-director' | 'privacy-officer';
export type StaffCard = PersonCard & Readonly<{ isMedicalDirector: boolean; isPrivacyOfficer: boolean; isDisabled: boolean }>;

const STAFF: readonly Role[] = Roles.options.filter((role) => role !== 'patient' && role !== 'chaperone');
const ON_CALL: readonly Role[] = ['prescriber', 'physician'];
const CARD = {
  id: true,
  displayName: true,
  role: true,
  zone: true,
  profession: true,
  isMedicalDirector: true,
  isPrivacyOfficer: true,
  disabledAt: true,
} as const;
type Row = PersonCard & Readonly<{ isMedicalDirector: boolean; isPrivacyOfficer: boolean; disabledAt: Date | null }>;
const toCard = ({ disabledAt, ...card }: Row): StaffCard => ({ ...card, isDisabled: disabledAt !== null });

/** Who works here, and who answers for what. */
@Injectable()
export class Directory {
  constructor(private readonly sealed: SealedFields) {}

  /** Everybody who works or worked here, by name. */
  async staff(db: Db): Promise<StaffCard[]> {
    const rows = await db.person.findMany({ where: { role: { in: [...STAFF] } }, select: CARD, orderBy: { displayName: 'asc' } });
    return rows.map(toCard);
  }

  /** Who works here and can answer a call about a patient: neither disabled nor of another practice. By name. */
  async whoMayBeOnCall(db: Db): Promise<PersonCard[]> {
    const where = { role: { in: [...ON_CALL] }, disabledAt: null, isExternal: false };
    return (await db.person.findMany({ where, select: CARD, orderBy: { displayName: 'asc' } })).map(toCard);
  }

  /** One of them, or a patient or chaperone; null for nobody. */
  async find(db: Db, id: string): Promise<StaffCard | null> {
    const row = await db.person.findUnique({ where: { id }, select: CARD });
    return row && toCard(row);
  }

  /** Whoever has exactly this address and may sign in; null for nobody. */
  async findByEmail(db: Db, email: string): Promise<StaffCard | null> {
    const emailIndex = { in: this.sealed.blindIndexes(email) };
    const row = await db.person.findFirst({ where: { emailIndex, disabledAt: null }, select: CARD });
    return row && toCard(row);
  }

  async duties(db: Db, id: string): Promise<ReadonlySet<Duty>> {
    const card = await this.find(db, id);
    const duties: Duty[] = [];
    if (card?.isMedicalDirector) duties.push('medical-director');
    if (card?.isPrivacyOfficer) duties.push('privacy-officer');
    return new Set(duties);
  }

  async withDuty(db: Db, duty: Duty): Promise<PersonCard[]> {
    const flag = duty === 'medical-director' ? { isMedicalDirector: true } : { isPrivacyOfficer: true };
    const rows = await db.person.findMany({
      where: { ...flag, disabledAt: null },
      select: CARD,
      orderBy: { displayName: 'asc' },
    });
    return rows.map(toCard);
  }
}
