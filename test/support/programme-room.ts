import type { ProgrammeContent, ProgrammeStep } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { EnrolmentsService, EnrolmentViews, ProgrammesModule, ProgrammesService } from '#programmes';
import { TemplatesService } from '#protocols';
import { asOwner } from './owner.js';
import { ScreeningRoom } from './screening-room.js';
import type { TeamOf } from './small-clinic.js';

/** What people do with programmes, on the database of a test file. */
export class ProgrammeRoom {
  private constructor(
    readonly screenings: ScreeningRoom,
    readonly director: Caller,
  ) {}

  /** With the protocol templates published that are treated by at home. */
  static async open(): Promise<ProgrammeRoom> {
    const screenings = await ScreeningRoom.open([ProgrammesModule]);
    const { clinic } = screenings;
    const person = await clinic.person('physician');
    await clinic.read.person.update({ where: { id: person.personId }, data: { isMedicalDirector: true } });
    const room = new ProgrammeRoom(screenings, await screenings.provenCaller(person));
    for (const code of ['sl-home', 'low-dose-daily']) {
      const { versionId, revision } = await clinic.get(TemplatesService).draft(room.director, code);
      await room.prove(room.director);
      await clinic.get(TemplatesService).publish(room.director, versionId, revision);
    }
    return room;
  }

  close(): Promise<void> {
    return this.screenings.close();
  }

  get clinic() {
    return this.screenings.clinic;
  }
  get programmes(): ProgrammesService {
    return this.clinic.get(ProgrammesService);
  }
  get enrolments(): EnrolmentsService {
    return this.clinic.get(EnrolmentsService);
  }
  read = (by: Caller, patient: Caller) => this.clinic.get(EnrolmentViews).read(by, patient.personId);

  async next(by: Caller, patient: Caller): Promise<ProgrammeStep | null | undefined> {
    return (await this.read(by, patient)).enrolment?.next;
  }

  async prove(caller: Caller): Promise<void> {
    await this.clinic.transact((tx) => this.clinic.get(SignInService).grantStepUp(tx, caller));
  }

  /** Drafts what Hearth brings, or the next version of it, and publishes it. @returns the id of the version */
  async publish(code: string, change: Partial<ProgrammeContent> = {}): Promise<string> {
    const { versionId } = await this.programmes.draft(this.director, code);
    const row = await this.clinic.read.programmeVersion.findUniqueOrThrow({ where: { id: versionId } });
    const content = { ...(row.content as ProgrammeContent), ...change };
    const { revision } = await this.programmes.edit(this.director, versionId, 1, content);
    await this.prove(this.director);
    await this.programmes.publish(this.director, versionId, revision);
    return versionId;
  }

  /** A patient whom a prescriber has found eligible, with two signed doses, and prepared. */
  async eligible(): Promise<TeamOf> {
    const team = await this.clinic.enrol();
    await this.screenings.begin(team.prescriber, team.patient);
    await this.screenings.prepare(team.prescriber, team.patient);
    await this.screenings.decide(team.prescriber, team.patient, { outcome: 'eligible' });
    return team;
  }

  /** A dose was taken, as far as the protocol knows: how sessions bring that about is proven elsewhere. */
  async tookDose({ patient }: TeamOf, number: number): Promise<void> {
    await asOwner(`
      ALTER TABLE dose_line DISABLE TRIGGER USER;
      UPDATE dose_line d SET state = 'taken', unlocked_at = app_now(), taken_at = app_now() FROM protocol p
      WHERE p.id = d.protocol_id AND p.patient_id = '${patient.personId}' AND d.number = ${number};
      ALTER TABLE dose_line ENABLE TRIGGER USER`);
  }
}
