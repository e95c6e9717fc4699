import { Injectable } from '@nestjs/common';

import { type Role, Role as Roles } from '#contracts';
import { type Db, SealedFields } from '#platform';
import type { PersonCard } from './caller.js';

/** What a person of the clinic answers for beside their role. */
export type Duty = 'medical-director' | 'privacy-officer';
export type StaffCard = PersonCard & Readonly<{ isMedicalDirector: boolean; isPrivacyOfficer: boolean; isDisabled: boolean }>;

const STAFF: readonly Role[] = Roles.options.filter((role) => role !== 'patient' && role !== 'chaperone');
const CLINICIANS: readonly Role[] = ['therapist', 'prescriber', 'physician'];
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
/** A whole number, however it is written. */
const PHONE = /^\+?[\d\s().-]{6,}$/;
type Among = Readonly<{ among: readonly string[] | 'all'; limit: number }>;
export type FoundCard = Readonly<{ id: string; displayName: string; zone: string; isDisabled: boolean }>;
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

  /** Who treats or treated patients here, by name; therapists of other practices are none of them. */
  async clinicians(db: Db): Promise<StaffCard[]> {
    const where = { role: { in: [...CLINICIANS] }, isExternal: false };
    return (await db.person.findMany({ where, select: CARD, orderBy: { displayName: 'asc' } })).map(toCard);
  }

  /** Who works here and can answer a call about a patient: neither disabled nor of another practice. By name. */
  async whoMayBeOnCall(db: Db): Promise<PersonCard[]> {
    const where = { role: { in: [...ON_CALL] }, disabledAt: null, isExternal: false };
    return (await db.person.findMany({ where, select: CARD, orderBy: { displayName: 'asc' } })).map(toCard);
  }

  /**
   * Patients by a part of the name, or by exactly the e-mail address or the telephone number; by name. Whoever was erased is nobody.
   *
   * @param among only these
   */
  async findPatients(db: Db, text: string, { among, limit }: Among): Promise<FoundCard[]> {
    const emails = text.includes('@') ? this.sealed.blindIndexes(text) : [];
    const phone = PHONE.test(text) ? this.sealed.phoneIndex(text) : null;
    const [isAll, ids] = among === 'all' ? [true, []] : [false, [...among]];
    return db.sql<FoundCard>`
      SELECT id, display_name AS "displayName", zone, disabled_at IS NOT NULL AS "isDisabled" FROM person
      WHERE role = 'patient' AND (email_index IS NOT NULL OR disabled_at IS NULL)
        AND (strpos(lower(display_name), lower(${text}::text)) > 0 OR email_index = ANY(${emails}::text[]) OR phone_index = ${phone}::text)
        AND (${isAll}::boolean OR id = ANY(${ids}::uuid[]))
      ORDER BY display_name, id LIMIT ${limit}::int`;
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
