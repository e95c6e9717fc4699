import type { PatientAssessments, Trial, TrialVerification } from '#contracts';
import { dayOf } from '../time.js';
import styles from './assessments.module.css';
import { trialCountWords, trialWords } from './trial-words.js';
import { VerifyTrial, WithdrawVerification } from './verify-trial.js';

type Props = { patientId: string; trials: PatientAssessments['trials']; zone: string };

/** What the patient has tried, and by what that is known. It counts, and decides nothing. */
export function Trials({ patientId, trials, zone }: Props) {
  if (!trials.trials.length) return null;
  return (
    <section className="card stack" aria-labelledby="trials">
      <h2 id="trials">Treatments that were tried</h2>
      <p>
        Adequate ones that have not worked: <span className={styles['score']}>{trials.adequateFailures}</span> of {trials.wanted}.{' '}
        {trialCountWords(trials)}
      </p>
      <ul className={styles['findings']}>
        {trials.trials.map((trial) => (
          <One key={trial.key} patientId={patientId} trial={trial} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function One({ patientId, trial, zone }: { patientId: string; trial: Trial; zone: string }) {
  return (
    <li className={`${styles['finding']} stack`}>
      <div>
        <strong>{trial.name || 'Without a name'}</strong>
        <p className="quiet small">{trialWords(trial)}</p>
      </div>
      {trial.verifications.map((verification) => (
        <div key={verification.id} className="small">
          <p>
            <strong>Verified</strong> {evidenceWords(verification, zone)}, by {verification.verifiedByName},{' '}
            {dayOf(verification.verifiedAt, zone)}
          </p>
          <p>{verification.note}</p>
          <WithdrawVerification patientId={patientId} verification={verification} of={trial.name} />
        </div>
      ))}
      {trial.isUnverified && <p className="small">The patient’s own word (unverified)</p>}
      <VerifyTrial patientId={patientId} trial={trial} />
    </li>
  );
}

function evidenceWords({ source, informant, spokenAt }: TrialVerification, zone: string): string {
  if (source === 'document') return 'by a paper in the record';
  const who = source === 'pharmacy' ? 'the pharmacy' : 'whoever prescribed it';
  return `by a call with ${who}, ${informant}, ${spokenAt ? dayOf(spokenAt, zone) : ''}`;
}
