import { type Caller, SignInService } from '#identity';
import { Database, type Tx } from '#platform';
import {
  CourseDecisionsService,
  DraftsService,
  PauseWatch,
  ProposalsService,
  ProtocolReader,
  ProtocolsModule,
  ProtocolsService,
  RequestsService,
  SHIPPED,
  SignaturesService,
  TemplatesService,
} from '#protocols';
import { RecordModule } from '#record';
import { SessionsModule } from '#sessions';
import { VERSION } from './protocol-acts.js';
import { SmallClinic, type TeamOf } from './small-clinic.js';
import { maySign } from './whole-protocol.js';

type Content = Parameters<DraftsService['edit']>[3];
const REVIEW_DAYS = 40;

/** What people do with templates and protocols, on the database of a test file. Each signature comes with a proof. */
export class ProtocolRoom {
  /** The published version of the sublingual template. */
  templateVersionId = '';

  private constructor(
    readonly clinic: SmallClinic,
    readonly director: Caller,
  ) {}

  static async open(): Promise<ProtocolRoom> {
    const clinic = await SmallClinic.open([ProtocolsModule, SessionsModule, RecordModule]);
    const director = await clinic.person('physician');
    await clinic.read.person.update({ where: { id: director.personId }, data: { isMedicalDirector: true } });
    const room = new ProtocolRoom(clinic, await ProtocolRoom.signedIn(clinic, director));
    const { versionId, revision } = await room.templates.draft(room.director, 'sl-home');
    await room.publish(versionId, revision);
    room.templateVersionId = versionId;
    return room;
  }

  close(): Promise<void> {
    return this.clinic.close();
  }

  get templates(): TemplatesService {
    return this.clinic.get(TemplatesService);
  }
  get drafts(): DraftsService {
    return this.clinic.get(DraftsService);
  }
  get signatures(): SignaturesService {
    return this.clinic.get(SignaturesService);
  }
  get proposals(): ProposalsService {
    return this.clinic.get(ProposalsService);
  }
  get requests(): RequestsService {
    return this.clinic.get(RequestsService);
  }
  read = (by: Caller, patient: Caller) => this.clinic.get(ProtocolReader).read(by, patient.personId);

  /** Somebody who is signed in, and can prove who they are. */
  async person(role: 'prescriber' | 'therapist' | 'physician'): Promise<Caller> {
    return ProtocolRoom.signedIn(this.clinic, await this.clinic.person(role));
  }

  private static async signedIn(clinic: SmallClinic, caller: Caller): Promise<Caller> {
    const signIns = clinic.get(SignInService);
    const token = await clinic.transact((tx) => signIns.open(tx, caller.personId, null, 12));
    return (await signIns.resolve(token))!;
  }

  /** A patient of these, without any protocol, where both prescribers may sign. */
  async patientOf(prescriber: Caller, ...others: readonly Caller[]): Promise<TeamOf> {
    const [patient, chaperone] = [await this.clinic.person('patient'), await this.clinic.person('chaperone')];
    const team = { patient, chaperone, prescriber, therapist: await this.person('therapist') };
    await this.clinic.transact((tx) => this.clinic.admit(tx, team));
    for (const { personId } of others)
      await this.clinic.read.careAssignment.create({
        data: { id: crypto.randomUUID(), patientId: patient.personId, personId, reason: 'team', startsAt: new Date(0) },
      });
    for (const { personId } of [prescriber, ...others])
      await this.clinic.transact((tx) => this.license(tx, patient.personId, personId));
    return team;
  }

  license(tx: Tx, patientId: string, signedBy: string): Promise<void> {
    return maySign(tx, this.clinic.license, { patientId, signedBy });
  }

  /** As of the clock of the clinic. */
  async content(different: Partial<Content> = {}): Promise<Content> {
    const day = await this.clinic.at(REVIEW_DAYS);
    return { ...VERSION, endPointReviewOn: day.toISOString().slice(0, 10), ...different };
  }

  async prove(caller: Caller): Promise<void> {
    await this.clinic.transact((tx) => this.clinic.get(SignInService).grantStepUp(tx, caller));
  }

  /** Lets a course go on that what has happened pauses. */
  async resume(by: Caller, patient: Caller): Promise<void> {
    await this.clinic.transact((tx) => this.clinic.get(PauseWatch).look(tx, patient.personId));
    const open = await this.clinic.read.protocolPause.findMany({ where: { patientId: patient.personId, endedAt: null } });
    await this.prove(by);
    const seen = { decision: 'resume', pauseIds: open.map(({ id }) => id), note: 'Spoken with them.' } as const;
    await this.clinic.get(CourseDecisionsService).decide(by, patient.personId, seen);
  }

  /** Says what they make of what is read at that moment. */
  async review(by: Caller, patient: Caller, reason: string): Promise<void> {
    const { readAt } = await this.read(by, patient);
    await this.prove(by);
    await this.requests.review(by, patient.personId, { reason, readAt: new Date(readAt) });
  }

  async publish(versionId: string, revision: number): Promise<void> {
    await this.prove(this.director);
    await this.templates.publish(this.director, versionId, revision);
  }

  /** Drafts and signs. @returns the id of the version */
  async begin(by: Caller, patient: Caller, different: Partial<Content> = {}, isNewCourse = false): Promise<string> {
    const asked = { templateVersionId: this.templateVersionId, isNewCourse, content: await this.content(different) };
    const { versionId, revision } = await this.drafts.draft(by, patient.personId, asked);
    await this.prove(by);
    await this.signatures.sign(by, versionId, revision);
    return versionId;
  }

  async propose(by: Caller, patient: Caller, number: number, doseMg: number) {
    return this.proposals.propose(by, patient.personId, number, { doseMg, reason: 'As spoken.' });
  }

  async sign(by: Caller, proposalId: string) {
    await this.prove(by);
    return this.proposals.sign(by, proposalId);
  }

  /** Proposes a dose and signs it. */
  async give(by: Caller, patient: Caller, number: number, doseMg: number) {
    return this.sign(by, (await this.propose(by, patient, number, doseMg)).proposalId);
  }

  /** As the gate does, without the gate. */
  async release(patient: Caller, number: number): Promise<void> {
    const id = await this.doseLine(patient, number);
    return this.clinic.transact((tx) => this.clinic.get(ProtocolsService).release(tx, id));
  }

  async doseLine(patient: Caller, number: number): Promise<string> {
    const [row] = await this.clinic.get(Database).sql<{ id: string }>`
      SELECT d.id FROM dose_line d JOIN newest_protocol n ON n.id = d.protocol_id
      WHERE n.patient_id = ${patient.personId}::uuid AND d.number = ${number}`;
    return row!.id;
  }

  /** @returns the state and the mg of each dose */
  async doses(patient: Caller): Promise<(readonly [string, number | null])[]> {
    const rows = await this.clinic.get(Database).sql<{ state: string; mg: number | null }>`
      SELECT d.state, d.dose_mg::float8 AS mg FROM dose_line d JOIN newest_protocol n ON n.id = d.protocol_id
      WHERE n.patient_id = ${patient.personId}::uuid ORDER BY d.number`;
    return rows.map(({ state, mg }) => [state, mg] as const);
  }

  shipped = SHIPPED;
}
