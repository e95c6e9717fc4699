import type { MonitoringAnswers } from '#contracts';
import { COURSE_NAMES, COURSES, type CourseName, FLAGS, type Flag } from './answer-words.js';

/** What a person has said in a form. */
export function AnswersShown({ answers }: { answers: MonitoringAnswers }) {
  const lines: readonly (readonly [string, string])[] = [
    ...(Object.keys(FLAGS) as Flag[]).map((name) => [FLAGS[name], answers[name] ? 'Yes' : 'No'] as const),
    ...(Object.keys(COURSE_NAMES) as CourseName[]).map((name) => [COURSE_NAMES[name], COURSES[answers[name]]] as const),
    ['Serious event', answers.seriousEvent || 'None'],
    ['Taken by the programme as', answers.reference],
  ];
  return (
    <section className="card stack" aria-labelledby="answers-title">
      <h2 id="answers-title">What stood in it</h2>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
