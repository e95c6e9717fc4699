import type { AssessmentFinding, PatientAssessments } from '#contracts';
import styles from './assessments.module.css';
import { LEVELS } from './words.js';

/** What answers mean by the rules, with reasons. None of it decides anything. */
export function Findings({ assessed }: { assessed: PatientAssessments }) {
  const { findings, notChecked, medicines, rulesVersion } = assessed;
  return (
    <section className="card stack" aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <p className="quiet small">
        By {rulesVersion === 0 ? 'the shipped rules' : `version ${rulesVersion} of the clinic’s rules`}. They reject nobody: a
        clinician decides.
      </p>
      {findings.length === 0 && <p>No rule speaks.</p>}
      <ul className={styles['findings']}>
        {findings.map((finding) => (
          <OneFinding key={`${finding.rule} ${finding.about}`} finding={finding} />
        ))}
      </ul>
      {medicines.length > 0 && <Medicines medicines={medicines} />}
      {notChecked.length > 0 && (
        <details>
          <summary>Not checked, because an answer is missing: {notChecked.length}</summary>
          <p>{notChecked.join(', ')}</p>
        </details>
      )}
    </section>
  );
}

const Medicines = ({ medicines }: { medicines: PatientAssessments['medicines'] }) => (
  <details>
    <summary>Medicines as they were read: {medicines.length}</summary>
    <ul>
      {medicines.map(({ written, ingredients, isWhole }) => (
        <li key={written}>
          {written}: {ingredients.map(({ name, rxcui }) => (rxcui ? `${name} (RxNorm ${rxcui})` : name)).join(', ')}
          {!isWhole && <strong>{ingredients.length ? ', and something that is not checked' : 'not checked'}</strong>}
        </li>
      ))}
    </ul>
  </details>
);

const OneFinding = ({ finding }: { finding: AssessmentFinding }) => (
  <li className={styles['finding']} data-level={finding.level}>
    <strong>{LEVELS[finding.level]}</strong>: {finding.about ? `${finding.about}: ` : ''}
    {finding.reason}
    <p className="quiet small">
      Clears it: {finding.clears}. Rule {finding.rule}; {finding.source}
    </p>
  </li>
);
