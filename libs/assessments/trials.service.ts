import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { TrialEvidence } from '#contracts';
import { PaperEvidence } from '#documents';
import type { Caller } from '#identity';
import { Clock, Database, type Tx } from '#platform';
import { countTrials } from './domain/trials.js';
import { answeredOf, PatientAnswers } from './patient-answers.js';
import { assessmentProblems } from './problems.js';
import { ResponseRepository } from './response.repository.js';
import { TrialVerificationRepository } from './trial-verification.repository.js';
import { trialKey } from './verified-trials.js';

const FORM = 'treatment-history';

/** What can be known of treatments beside what the patient says. */
@Injectable()
export class TrialEvidences {
  constructor(
    private readonly papers: PaperEvidence,
    private readonly answers: PatientAnswers,
    private readonly responses: ResponseRepository,
    private readonly clock: Clock,
  ) {}

  /** What the patient says of a treatment now; nobody changes it until the transaction ends. @throws `assessments.trial-changed` */
  async said(tx: Tx, patientId: string, key: string): Promise<string> {
    await this.responses.hold(tx, patientId);
    const answered = answeredOf([await this.answers.one(tx, patientId, FORM)]);
    const { trials } = countTrials(answered[FORM]?.answers ?? {});
    const found = trials.find(({ said }) => trialKey(said) === key);
    if (!found) throw assessmentProblems.trialChanged();
    return found.said;
  }

  /** @throws `assessments.not-spoken-yet`, `documents.not-found`, `documents.infected`, `documents.being-checked` */
  async require(tx: Tx, patientId: string, evidence: TrialEvidence) {
    const { source, note } = evidence;
    if (evidence.source === 'document') {
      await this.papers.keep(tx, patientId, evidence.documentId);
      return { source, note, documentId: evidence.documentId, informant: null, spokenAt: null };
    }
    const spokenAt = new Date(evidence.spokenAt);
    if (spokenAt > (await this.clock.now(tx))) throw assessmentProblems.notSpokenYet();
    return { source, note, documentId: null, informant: evidence.informant, spokenAt };
  }
}

/** Clinicians say by what they know that a treatment was tried. Findings follow; nothing is verified, or decided, by itself. */
@Injectable()
export class TrialsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly evidences: TrialEvidences,
    private readonly verifications: TrialVerificationRepository,
    private readonly audit: Audit,
  ) {}

  /**
   * It takes an assignment: no record that was opened in an emergency is verified.
   *
   * @param key names what the patient says of it, as it was read
   * @throws `care.not-found`, `assessments.trial-changed`, `assessments.not-spoken-yet`, `documents.not-found`, `documents.infected`,
   *         `documents.being-checked`
   */
  async verify(caller: Caller, patientId: string, key: string, evidence: TrialEvidence): Promise<{ id: string }> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'screening', tx);
      const said = await this.evidences.said(tx, patientId, key);
      const known = await this.evidences.require(tx, patientId, evidence);
      const id = await this.verifications.insert(tx, { patientId, said, verifiedBy: caller.personId, ...known });
      await this.record(tx, caller, patientId, { action: 'verify-trial', id, reason: known.source });
      return { id };
    });
  }

  /** @throws `care.not-found`, `assessments.no-verification`, `assessments.verification-over` */
  async withdraw(caller: Caller, patientId: string, id: string): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'screening', tx);
      const outcome = await this.verifications.withdraw(tx, patientId, id, caller.personId);
      if (outcome === null) throw assessmentProblems.noVerification();
      if (outcome === 'over') throw assessmentProblems.verificationOver();
      await this.record(tx, caller, patientId, { action: 'withdraw-trial-verification', id });
    });
  }

  private record(
    tx: Tx,
    caller: Caller,
    patientId: string,
    { id, ...act }: Readonly<{ action: string; id: string; reason?: string }>,
  ): Promise<void> {
    return this.audit.record(tx, caller, { ...act, objectType: 'trial-verification', objectId: id, subjectPersonId: patientId });
  }
}
