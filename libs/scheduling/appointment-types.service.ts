import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { AppointmentKind } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Reader } from '#platform';
import { AppointmentTypeRepository } from './appointment-type.repository.js';
import { type AppointmentType, BUILT_IN, isWholeType } from './domain/appointment-types.js';
import { schedulingProblems } from './problems.js';

type Change = Omit<AppointmentType, 'kind' | 'version'> & Readonly<{ basedOn: number }>;

/** Length and parts of these belong to what a prescriber signs, and who books them to the course. */
const CLINICAL: ReadonlySet<AppointmentKind> = new Set(['dosing', 'integration']);

/** How appointments of each kind are made: what Hearth brings, until the clinic says otherwise. */
@Injectable()
export class AppointmentTypesService {
  constructor(
    private readonly database: Database,
    private readonly types: AppointmentTypeRepository,
    private readonly audit: Audit,
  ) {}

  /** All kinds, as they are made now. @param on pass the `tx` you are in */
  async all(on: Reader = this.database): Promise<AppointmentType[]> {
    const own = new Map((await this.types.findNewest(on)).map((type) => [type.kind, type]));
    return Object.values(BUILT_IN).map((type) => own.get(type.kind) ?? type);
  }

  /** @param on pass the `tx` in which is booked */
  async find(on: Reader, kind: AppointmentKind): Promise<AppointmentType> {
    return (await this.all(on)).find((type) => type.kind === kind)!;
  }

  /** @throws `scheduling.type-changed`, `scheduling.type-unsound`, `scheduling.type-is-clinical` */
  async change(caller: Caller, kind: AppointmentKind, { basedOn, ...type }: Change): Promise<AppointmentType> {
    if (!isWholeType(type)) throw schedulingProblems.typeUnsound();
    await this.database.transact(async (tx) => {
      const now = await this.find(tx, kind);
      if (now.version !== basedOn) throw schedulingProblems.typeChanged();
      if (CLINICAL.has(kind) && !hasSameShape(now, type)) throw schedulingProblems.typeIsClinical();
      const next = { ...type, kind, version: basedOn + 1 };
      if (!(await this.types.insert(tx, next, caller.personId))) throw schedulingProblems.typeChanged();
      await this.audit.record(tx, caller, { action: 'change-appointment-type', objectType: 'appointment-type', reason: kind });
    });
    return this.find(this.database, kind);
  }
}

type Shape = Pick<AppointmentType, 'lengthMin' | 'parts' | 'patientsBook'>;
const shapeOf = ({ lengthMin, parts, patientsBook }: Shape) =>
  JSON.stringify([lengthMin, patientsBook, parts.map(({ part, fromMin, toMin, time }) => [part, fromMin, toMin, time])]);
const hasSameShape = (a: Shape, b: Shape) => shapeOf(a) === shapeOf(b);
