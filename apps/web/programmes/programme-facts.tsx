import type { ProgrammeContent } from '#contracts';
import styles from '../protocols/protocols.module.css';
import { askedWords, letterWords, REQUIREMENTS } from './words.js';

/** What of a programme a clinician wants to see at once. */
export function ProgrammeFacts({ content, names }: { content: ProgrammeContent; names: ReadonlyMap<string, string> }) {
  const { ownTherapist, requirements, reviewsAfter, preparationVisits, sessions } = content;
  const facts: readonly (readonly [string, string])[] = [
    ['Where', content.setting === 'home' ? 'at home' : 'in the clinic'],
    ['Treated by', content.templates.map((code) => names.get(code) ?? code).join(', ')],
    ['Visits', `${preparationVisits} of preparation, ${sessions} sessions, each with a visit after it`],
    ['Looked at', [...reviewsAfter.map((after) => `after session ${after}`), 'at the end'].join(', ')],
    ['Companion', content.needsCompanion ? 'at every session' : 'not during the session'],
    [
      'Therapist',
      ownTherapist
        ? `the patient’s own, who is told ${ownTherapist.letters.map(letterWords).join(' and ')}; and one of the clinic for the sessions`
        : 'of the clinic',
    ],
    ['On file first', requirements.map((which) => REQUIREMENTS[which]).join('; ') || 'the consent'],
    ['Asked', content.questionnaires.map(askedWords).join(', ')],
    ['Reports', content.dailyReports ? 'each day' : 'after each session'],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, said]) => (
        <FactRow key={name} name={name} said={said} />
      ))}
    </dl>
  );
}

const FactRow = ({ name, said }: { name: string; said: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{said}</dd>
  </>
);
