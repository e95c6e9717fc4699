import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import { Database, type Db, PersonKeys, SealedFields, type Tx } from '#platform';
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
}>;

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
        emailSealed: person.email ? await seal(person.email, 'email_sealed') : null,
        emailIndex: person.email ? this.sealed.blindIndex(person.email) : null,
        phoneSealed: person.phone ? await seal(person.phone, 'phone_sealed') : null,
        phoneIndex: person.phone ? this.sealed.phoneIndex(person.phone) : null,
        ...(person.passwordHash ? { password: { create: { hash: person.passwordHash } } } : {}),
      },
    });
    return id;
  }

  findCards(db: Db, ids: readonly string[]): Promise<PersonCard[]> {
    return db.sql<PersonCard>`
      SELECT id, display_name AS "displayName", role, zone, profession FROM person WHERE id = ANY(${ids}::uuid[])`;
  }

  findByRole(db: Db, role: Role): Promise<PersonCard[]> {
    return db.person.findMany({ where: { role, disabledAt: null }, select: CARD, orderBy: { displayName: 'asc' } });
  }

  async findByEmailIndex(emailIndex: string): Promise<{ id: string; passwordHash: string | undefined } | undefined> {
    const person = await this.database.read.person.findUnique({
      where: { emailIndex, disabledAt: null },
      select: { id: true, password: { select: { hash: true } } },
    });
    return person ? { id: person.id, passwordHash: person.password?.hash } : undefined;
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
