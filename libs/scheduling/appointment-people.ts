import { Injectable } from '@nestjs/common';

import { CareService, careProblems } from '#care';
import type { Role } from '#contracts';
import { Directory, IdentityService, type PersonCard } from '#identity';
import type { Db } from '#platform';
import { AppointmentTypesService } from './appointment-types.service.js';
import type { AppointmentType, SingleKind, TypePart } from './domain/appointment-types.js';

/** One who has to be there, and everybody who could be that: one where the patient has their own, else any who works here. */
export type Seat = Readonly<{ part: TypePart; candidates: readonly PersonCard[] }>;
/** Who meets for an appointment. */
export type Gathering = Readonly<{ type: AppointmentType; patient: PersonCard; seats: readonly Seat[] }>;
/** Who has a part in what is booked. */
export type Present = readonly Readonly<{ personId: string; part: TypePart }>[];

/** The roles that can take a part; those first that a team is asked for first. */
const ROLES: Readonly<Record<Exclude<TypePart, 'patient'>, readonly Role[]>> = {
  therapist: ['therapist'],
  prescriber: ['prescriber', 'physician'],
  chaperone: ['chaperone'],
};

/** Finds who could take part in an appointment of a patient. */
@Injectable()
export class AppointmentPeople {
  constructor(
    private readonly types: AppointmentTypesService,
    private readonly care: CareService,
    private readonly directory: Directory,
    private readonly identity: IdentityService,
  ) {}

  /**
   * @param present who has a part already: they keep it while they may
   * @throws `care.not-found` for whoever is no patient here, or none any more
   */
  async find(on: Db, kind: SingleKind, patientId: string, present: Present = []): Promise<Gathering> {
    const type = await this.types.find(on, kind);
    const patient = await this.patient(on, patientId);
    const teamIds = await this.care.team(on, patientId);
    const [team, clinicians] = [await this.identity.people(on, teamIds), await this.directory.clinicians(on)];
    const here = clinicians.filter(({ isDisabled }) => !isDisabled);
    const left = new Set(clinicians.filter(({ isDisabled }) => isDisabled).map(({ id }) => id));
    const ofTeam = teamIds.flatMap((id) => team.get(id) ?? []).filter(({ id }) => !left.has(id));
    const candidatesFor = (part: Exclude<TypePart, 'patient'>): readonly PersonCard[] => {
      const mayTake = ({ role }: PersonCard) => ROLES[part].includes(role);
      const own = ofTeam.filter(mayTake).sort((a, b) => ROLES[part].indexOf(a.role) - ROLES[part].indexOf(b.role));
      const all = own.length || part === 'chaperone' ? own : here.filter(mayTake);
      const kept = all.find(({ id }) => present.some((one) => one.part === part && one.personId === id));
      return kept ? [kept] : own.length ? own.slice(0, 1) : all;
    };
    const parts = [...new Set(type.parts.map(({ part }) => part))];
    const seats = parts.flatMap((part) => (part === 'patient' ? [] : [{ part, candidates: candidatesFor(part) }]));
    return { type, patient, seats };
  }

  async zoneOf(on: Db, patientId: string): Promise<string> {
    return (await this.patient(on, patientId)).zone;
  }

  private async patient(on: Db, patientId: string): Promise<PersonCard> {
    const patient = await this.directory.find(on, patientId);
    if (patient?.role !== 'patient' || patient.isDisabled) throw careProblems.notFound();
    return patient;
  }
}
