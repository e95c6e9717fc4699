import type { AssessedForm, AssessmentScore } from '#contracts';
import { dayOf, timeOfDay } from '../time.js';
import styles from './assessments.module.css';
import { answerWords } from './words.js';

const scoreWords = ({ value, max, band, answered, of }: AssessmentScore): string =>
  value === null ? `not whole: ${answered} of ${of} answered` : `${value} of ${max}${band ? `, ${band}` : ''}`;

/** One questionnaire: its scores with bands, and each answer in words. */
export function FormAnswers({ form, zone }: { form: AssessedForm; zone: string }) {
  const { questionnaire, scores, answers, completedAt, begunAt } = form;
  const id = `form-${questionnaire.name}`;
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{questionnaire.title}</h2>
      <p className="quiet small">
        {completedAt
          ? `Completed ${dayOf(completedAt, zone)}, ${timeOfDay(completedAt, zone)}`
          : `Begun ${dayOf(begunAt, zone)}, not finished`}
        {questionnaire.wording === 'own' && ' · Own words, not those of a published scale'}
      </p>
      {scores.map((score) => (
        <p key={score.name}>
          {score.name === 'item-9' ? 'Item 9' : 'Score'}: <span className={styles['score']}>{scoreWords(score)}</span>
        </p>
      ))}
      <details>
        <summary>Answers</summary>
        <dl>
          {questionnaire.item.map((item) => (
            <div key={item.linkId}>
              <dt className="quiet">{item.text}</dt>
              {answerWords(item, answers[item.linkId]).map((line) => (
                <dd key={line}>{line}</dd>
              ))}
            </div>
          ))}
        </dl>
      </details>
      <p className="quiet small">
        {questionnaire.source}. {questionnaire.copyright}
      </p>
    </section>
  );
}
