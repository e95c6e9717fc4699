import type { Type } from '@nestjs/common';
import { AssessmentsModule, IntakeService } from '#assessments';
import { CareHandOver } from '#care';
import { LocationsService } from '#credentials';
import { type Caller, SignInService } from '#identity';
import { IntegrationModule } from '#integration';
import { Clock, Database } from '#platform';
import { RecordModule } from '#record';
import {
  CaseSteps,
  CasesService,
  ClearancesService,
  ClearanceWatch,
  DecisionsService,
  HandOffsService,
  IdentityChecks,
  OffersService,
  OwnersService,
  OwnerWatch,
  OwnScreening,
  ScreeningModule,
  ScreeningsService,
  WorkList,
} from '#screening';
import { SmallClinic } from './small-clinic.js';

type Step = Parameters<CaseSteps['take']>[2];
type Decided = Parameters<DecisionsService['decide']>[2];
const SAID = { situation: 'Said so far.', openQuestions: 'What is still open?' };

/** What people do in a screening, on the database of a test file; nothing runs by itself. */
export class ScreeningRoom {
  private constructor(readonly clinic: SmallClinic) {}

  /** @param more contexts that are to be there, too */
  static async open(more: readonly Type[] = []): Promise<ScreeningRoom> {
    const contexts = [ScreeningModule, AssessmentsModule, IntegrationModule, RecordModule, ...more];
    return new ScreeningRoom(await SmallClinic.open(contexts));
  }

  close(): Promise<void> {
    return this.clinic.close();
  }

  open(by: Caller, patient: Caller, owner?: Caller): Promise<void> {
    return this.clinic.get(CasesService).open(by, patient.personId, owner?.personId);
  }

  step(by: Caller, patient: Caller, step: Step): Promise<void> {
    return this.clinic.get(CaseSteps).take(by, patient.personId, step);
  }

  async begin(by: Caller, patient: Caller): Promise<void> {
    await this.open(by, patient);
    await this.step(by, patient, { step: 'begin' });
  }

  /** @returns its id */
  async offer(by: Caller, patient: Caller, to: Caller, untilMin: number, isWarm = true): Promise<string> {
    const offer = { toId: to.personId, isWarm, untilMin, ...SAID };
    return (await this.clinic.get(OffersService).offer(by, patient.personId, offer)).handOffId;
  }

  accept = (by: Caller, id: string) => this.clinic.get(HandOffsService).accept(by, id);
  decline = (by: Caller, id: string) => this.clinic.get(HandOffsService).decline(by, id, 'no-time');
  withdraw = (by: Caller, id: string) => this.clinic.get(HandOffsService).withdraw(by, id);
  timeOut = (id: string) => this.clinic.transact((tx) => this.clinic.get(HandOffsService).timeOut(tx, id));
  assign = (by: Caller, patient: Caller, to: Caller) =>
    this.clinic.get(OwnersService).assign(by, patient.personId, { personId: to.personId, why: 'cover' });
  ownerLeft = (caseId: string) => this.clinic.transact((tx) => this.clinic.get(OwnerWatch).left(tx, caseId));
  read = (by: Caller, patient: Caller) => this.clinic.get(ScreeningsService).read(by, patient.personId);
  list = (by: Caller) => this.clinic.get(WorkList).read(by);
  own = (patient: Caller) => this.clinic.get(OwnScreening).read(patient, patient.personId);
  checkIdentity = (by: Caller, patient: Caller) => this.clinic.get(IdentityChecks).record(by, patient.personId, 'passport');

  get clearances(): ClearancesService {
    return this.clinic.get(ClearancesService);
  }

  clearanceDue = (id: string) => this.clinic.transact((tx) => this.clinic.get(ClearanceWatch).overdue(tx, id));

  /** As the worker does when the row falls due: again, until its time is over. */
  async timeOutWhenDue(id: string): Promise<void> {
    for (;;) {
      const outcome = await this.timeOut(id).then(
        () => 'over',
        (error: { code?: string }) => error.code,
      );
      if (outcome !== 'screening.not-now') return;
    }
  }

  /** With a sign-in of their own, which has just been proven. */
  async provenCaller(caller: Caller): Promise<Caller> {
    const signIns = this.clinic.get(SignInService);
    const token = await this.clinic.transact((tx) => signIns.open(tx, caller.personId, null, 12));
    const signedIn = (await signIns.resolve(token))!;
    await this.clinic.transact((tx) => signIns.grantStepUp(tx, signedIn));
    return signedIn;
  }

  /** Signed by somebody who has just proven who they are. */
  async decide(by: Caller, patient: Caller, decided: Partial<Decided> & Pick<Decided, 'outcome'>) {
    const whole: Decided = {
      ...{ basedOn: 0, reasons: [], alternatives: [], note: 'Seen and spoken with.', words: '', revisitOn: null },
      ...decided,
    };
    return this.clinic.get(DecisionsService).decide(await this.provenCaller(by), patient.personId, whole);
  }

  /** All that `eligible` asks for. */
  async prepare(by: Caller, patient: Caller): Promise<void> {
    await this.checkIdentity(by, patient);
    await this.answerSafety(patient);
    await this.clinic.get(LocationsService).state(patient, patient.personId, 'US-AZ');
  }

  async answerSafety(patient: Caller): Promise<void> {
    const intake = this.clinic.get(IntakeService);
    const answer = { kind: 'codes', codes: ['no'] } as const;
    for (const number of [1, 2, 6])
      await intake.answer(patient, patient.personId, 'c-ssrs', { version: '1', linkId: `/c-ssrs-${number}`, answer });
    await intake.complete(patient, patient.personId, 'c-ssrs');
  }

  caseOf(patient: Caller) {
    const where = { patientId: patient.personId };
    const select = { id: true, ownerId: true, state: true, decisionNumber: true } as const;
    return this.clinic.read.screeningCase.findUniqueOrThrow({ where, select });
  }

  async owners(patient: Caller): Promise<{ ownerId: string; cause: string }[]> {
    const where = { patientId: patient.personId };
    return this.clinic.read.screeningOwnership.findMany({
      ...{ where, orderBy: { since: 'asc' as const } },
      select: { ownerId: true, cause: true },
    });
  }

  isOfTeam = (patient: Caller, person: Caller) =>
    this.clinic.get(CareHandOver).isOfTeam(this.clinic.read, patient.personId, person.personId);

  openOffers(patient: Caller): Promise<number> {
    return this.clinic.read.screeningHandOff.count({ where: { patientId: patient.personId, state: 'offered' } });
  }

  async parties(appointmentId: string): Promise<string[]> {
    const rows = await this.clinic.read.appointmentParty.findMany({ where: { appointmentId }, select: { personId: true } });
    return rows.map(({ personId }) => personId).sort();
  }

  /** Names of what waits in the outbox. */
  async waiting(): Promise<string[]> {
    const rows = await this.clinic.get(Database).sql<{ name: string }>`
      SELECT name FROM outbox_event WHERE done_at IS NULL AND voided_at IS NULL`;
    return rows.map(({ name }) => name);
  }

  alerts() {
    return this.clinic.read.clinicAlert.findMany({ select: { kind: true, patientId: true, closedAt: true } });
  }

  async now(): Promise<number> {
    return (await this.clinic.get(Clock).now()).getTime();
  }
}
