import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import { Database, type Db, PersonKeys, SealedFields, type Tx, violatedConstraint } from '#platform';
import type { PersonCard } from './caller.js';

const CARD = { id: true, displayName: true, role: true, zone: true, profession: true } as const;

export type NewPerson = Readonly<{
  role: Role;
  displayName: string;
  zone: string;
  profession?: string;
  email?: string;
  phone?: string;
  passwordHash?: string;
  isExternal?: boolean;
  /** Cannot sign in, and is in no list, until they have accepted. */
  isInvited?: boolean;
  isPrivacyOfficer?: boolean;
  isMedicalDirector?: boolean;
}>;

/** Somebody who can sign in, could, or is awaited. `isInvited`: has not accepted an invitation yet. */
export type RosterRow = Readonly<{
  personId: string;
  displayName: string;
  role: Role;
  profession: string | null;
  isExternal: boolean;
  isDisabled: boolean;
  isInvited: boolean;
}>;

export type Standing = Pick<RosterRow, 'role' | 'isExternal' | 'isDisabled' | 'isInvited'>;

export type Recognizable = Readonly<{ id: string; role: Role; passwordHash: string | undefined; hasSecondFactor: boolean }>;

const SECOND_FACTORS = { totpSecret: { select: { confirmedAt: true } }, passkeys: { select: { id: true }, take: 1 } } as const;
type SecondFactors = Readonly<{ totpSecret: { confirmedAt: Date | null } | null; passkeys: readonly unknown[] }>;
const hasSecond = ({ totpSecret, passkeys }: SecondFactors): boolean => Boolean(totpSecret?.confirmedAt) || passkeys.length > 0;

/** People and how to reach them. E-mail addresses and telephone numbers are sealed under the key of the person. */
@Injectable()
export class PersonRepository {
  constructor(
    private readonly database: Database,
    private readonly keys: PersonKeys,
    private readonly sealed: SealedFields,
  ) {}

  async insert(tx: Tx, person: NewPerson): Promise<string> {
    const id = randomUUID();
    const seal = (plain: string, column: string) => this.keys.seal(tx, id, plain, this.place(column, id));
    await tx.person.create({
      data: {
        id,
        role: person.role,
        displayName: person.displayName,
        zone: person.zone,
        profession: person.profession ?? null,
        isExternal: person.isExternal ?? false,
        isPrivacyOfficer: person.isPrivacyOfficer ?? false,
        isMedicalDirector: person.isMedicalDirector ?? false,
        emailSealed: person.email ? await seal(person.email, 'email_sealed') : null,
        emailIndex: person.email ? this.sealed.blindIndex(person.email) : null,
        phoneSealed: person.phone ? await seal(person.phone, 'phone_sealed') : null,
        phoneIndex: person.phone ? this.sealed.phoneIndex(person.phone) : null,
        ...(person.passwordHash ? { password: { create: { hash: person.passwordHash } } } : {}),
      },
    });
    if (person.isInvited) await this.setDisabled(tx, id, true);
    return id;
  }

  findCards(db: Db, ids: readonly string[]): Promise<PersonCard[]> {
    return db.sql<PersonCard>`
      SELECT id, display_name AS "displayName", role, zone, profession FROM person WHERE id = ANY(${ids}::uuid[])`;
  }

  findByRole(db: Db, role: Role): Promise<PersonCard[]> {
    return db.person.findMany({ where: { role, disabledAt: null }, select: CARD, orderBy: { displayName: 'asc' } });
  }

  /** By a part of the name, at most `limit`; those who left too. */
  findByName(db: Db, part: string, limit: number): Promise<PersonCard[]> {
    const where = { displayName: { contains: part, mode: 'insensitive' } } as const;
    return db.person.findMany({ where, select: CARD, orderBy: { displayName: 'asc' }, take: limit });
  }

  async isPrivacyOfficer(db: Db, id: string): Promise<boolean> {
    const where = { id, isPrivacyOfficer: true, disabledAt: null };
    return (await db.person.findFirst({ where, select: { id: true } })) !== null;
  }

  /** Telephone numbers of people as what they are found by, which says whose are the same and nothing else; those without one are left out. */
  async findPhonePrints(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
    const where = { id: { in: [...ids] }, phoneIndex: { not: null } };
    const rows = await db.person.findMany({ where, select: { id: true, phoneIndex: true } });
    return new Map(rows.map(({ id, phoneIndex }) => [id, phoneIndex!]));
  }

  /** Whoever has the address and is not disabled. */
  async findByEmail(email: string): Promise<Recognizable | undefined> {
    const person = await this.database.read.person.findFirst({
      where: { emailIndex: { in: this.sealed.blindIndexes(email) }, disabledAt: null },
      select: { id: true, role: true, password: { select: { hash: true } }, ...SECOND_FACTORS },
    });
    return person
      ? { id: person.id, role: person.role, passwordHash: person.password?.hash, hasSecondFactor: hasSecond(person) }
      : undefined;
  }

  async findCard(id: string): Promise<PersonCard> {
    return this.database.read.person.findUniqueOrThrow({ where: { id }, select: CARD });
  }

  /** What a new password of a person is judged by. */
  async findForPassword(id: string): Promise<{ hasSecondFactor: boolean; about: string[] }> {
    const select = { displayName: true, emailSealed: true, ...SECOND_FACTORS };
    const person = await this.database.read.person.findUniqueOrThrow({ where: { id }, select });
    const email = await this.keys.openIfKept(this.database.read, person.emailSealed, this.place('email_sealed', id));
    return { hasSecondFactor: hasSecond(person), about: [person.displayName, ...(email ? [email] : [])] };
  }

  /** Whoever has the address, invited, disabled or not. */
  async findRoleByEmail(email: string): Promise<Role | undefined> {
    const where = { emailIndex: { in: this.sealed.blindIndexes(email) } };
    return (await this.database.read.person.findFirst({ where, select: { role: true } }))?.role;
  }

  /**
   * Keeps a password as it was when it was judged, and its person enabled, until the transaction ends: whoever changes one of them
   * ends the sign-in that is opened in it, too.
   *
   * @returns false when it is another by now
   */
  async holdPassword(tx: Tx, { personId, passwordHash }: { personId: string; passwordHash: string }): Promise<boolean> {
    const rows = await tx.sql`
      SELECT 1 FROM person p JOIN password_credential c ON c.person_id = p.id
      WHERE p.id = ${personId} AND p.disabled_at IS NULL AND c.hash = ${passwordHash} FOR SHARE`;
    return rows.length === 1;
  }

  /** Somebody who is, or was, of the clinic. */
  async findRole(id: string): Promise<Role | undefined> {
    return (await this.database.read.person.findUnique({ where: { id }, select: { role: true } }))?.role;
  }

  /** What a change by an admin is judged by; undefined for nobody. */
  async findStanding(id: string): Promise<Standing | undefined> {
    const [row] = await this.database.sql<Standing>`
      SELECT p.role, p.is_external AS "isExternal", p.disabled_at IS NOT NULL AS "isDisabled", is_awaited(p.id) AS "isInvited"
      FROM person p WHERE p.id = ${id} AND p.role <> 'chaperone' AND (p.email_index IS NOT NULL OR p.disabled_at IS NULL)`;
    return row;
  }

  /**
   * Staff first, then patients, by name; whoever was erased is nobody.
   *
   * @param part  of the name; null for everybody
   * @param after whom they come after; null for the first
   */
  findRoster(part: string | null, after: string | null, limit: number): Promise<RosterRow[]> {
    return this.database.sql<RosterRow>`
      SELECT p.id AS "personId", p.display_name AS "displayName", p.role, p.profession, p.is_external AS "isExternal",
             p.disabled_at IS NOT NULL AS "isDisabled", is_awaited(p.id) AS "isInvited"
      FROM (SELECT id, display_name, role, profession, is_external, disabled_at FROM person
            WHERE role <> 'chaperone' AND (email_index IS NOT NULL OR disabled_at IS NULL)
              AND (${part}::text IS NULL OR strpos(lower(display_name), lower(${part}::text)) > 0)
              AND (${after}::uuid IS NULL OR (role = 'patient', display_name, id)
                > (SELECT l.role = 'patient', l.display_name, l.id FROM person l WHERE l.id = ${after}::uuid))
            ORDER BY role = 'patient', display_name, id LIMIT ${limit}::int) p
      ORDER BY p.role = 'patient', p.display_name, p.id`;
  }

  /** Whether taking away their sign-ins would silence somebody in a live session; it waits for whoever writes in one. */
  async isDosedNow(tx: Tx, id: string): Promise<boolean> {
    const [row] = await tx.sql<{ is: boolean }>`SELECT is_dosed_now(${id}::uuid) AS is`;
    return row!.is;
  }

  /** Who has accepted has shown that the address is theirs. */
  async welcome(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE person SET disabled_at = NULL, email_verified_at = now() WHERE id = ${id}`;
  }

  /** Whoever is no clinician any more is no medical director either. */
  async setRole(tx: Tx, id: string, role: Role, profession: string | null): Promise<void> {
    await tx.sql`
      UPDATE person SET role = ${role}::role, profession = ${profession},
        is_medical_director = is_medical_director AND ${role}::text IN ('physician', 'prescriber')
      WHERE id = ${id}`;
  }

  /** Somebody's own address, and whether they have shown that it is. */
  async findEmail(id: string): Promise<{ email: string | null; isVerified: boolean }> {
    const { email } = await this.findContact(this.database.read, id);
    const where = { id, emailVerifiedAt: { not: null } };
    return { email, isVerified: (await this.database.read.person.count({ where })) > 0 };
  }

  /** Whether somebody else than this person has the address, disabled or not. */
  async isEmailOfAnother(db: Db, id: string, email: string): Promise<boolean> {
    return (await db.person.count({ where: { emailIndex: { in: this.sealed.blindIndexes(email) }, id: { not: id } } })) > 0;
  }

  /**
   * Another address, which has just been shown to be theirs.
   *
   * @returns false when somebody else has it, also since a moment ago, or nobody may sign in with it; roll back then
   */
  async setEmail(tx: Tx, id: string, email: string): Promise<boolean> {
    if (await this.isEmailOfAnother(tx, id, email)) return false;
    const sealed = await this.keys.seal(tx, id, email, this.place('email_sealed', id));
    try {
      const rows = await tx.sql`
        UPDATE person SET email_sealed = ${sealed}, email_index = ${this.sealed.blindIndex(email)}, email_verified_at = now()
        WHERE id = ${id} AND disabled_at IS NULL RETURNING 1`;
      return rows.length === 1;
    } catch (error) {
      if (violatedConstraint(error) === 'person_email_index_key') return false;
      throw error;
    }
  }

  async setDisabled(tx: Tx, id: string, isDisabled: boolean): Promise<void> {
    await tx.sql`UPDATE person SET disabled_at = CASE WHEN ${isDisabled} THEN coalesce(disabled_at, app_now()) END WHERE id = ${id}`;
  }

  async deletePassword(tx: Tx, personId: string): Promise<void> {
    await tx.sql`DELETE FROM password_credential WHERE person_id = ${personId}`;
  }

  /** Locks all admins, so that no two of them take each other away at one moment. @returns their ids */
  async lockAdmins(tx: Tx): Promise<string[]> {
    const rows = await tx.sql<{ id: string }>`
      SELECT id FROM person WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
    return rows.map(({ id }) => id);
  }

  /** A link by which another one could be chosen ends with the old password. */
  async putPassword(tx: Tx, personId: string, hash: string): Promise<void> {
    await tx.sql`
      UPDATE account_link SET revoked_at = now()
      WHERE purpose = 'password_reset' AND person_id = ${personId} AND used_at IS NULL AND revoked_at IS NULL`;
    await tx.sql`
      INSERT INTO password_credential (person_id, hash) VALUES (${personId}, ${hash})
      ON CONFLICT (person_id) DO UPDATE SET hash = EXCLUDED.hash, changed_at = now()`;
  }

  async findPasswordHash(personId: string): Promise<string | undefined> {
    const row = await this.database.read.passwordCredential.findUnique({ where: { personId }, select: { hash: true } });
    return row?.hash;
  }

  async findContact(db: Db, id: string): Promise<{ email: string | null; phone: string | null }> {
    const row = await db.person.findUniqueOrThrow({ where: { id }, select: { emailSealed: true, phoneSealed: true } });
    return {
      email: await this.keys.openIfKept(db, row.emailSealed, this.place('email_sealed', id)),
      phone: await this.keys.openIfKept(db, row.phoneSealed, this.place('phone_sealed', id)),
    };
  }

  private place(column: string, rowId: string) {
    return { table: 'person', column, rowId };
  }
}
