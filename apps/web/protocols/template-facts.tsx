import type { TemplateContent } from '#contracts';
import styles from './protocols.module.css';

/** What of a template a prescriber wants to see at once. */
export function TemplateFacts({ content }: { content: TemplateContent }) {
  const { medication, route, setting, format, phases, plan, guardrails, courseReviewsAfter, monitoringForm } = content;
  const facts: readonly (readonly [string, string])[] = [
    [
      'Medicine',
      `${medication}, ${route}, ${setting === 'home' ? 'at home' : 'in the clinic'}${format === 'group' ? ', in a group' : ''}`,
    ],
    ['Phases', phases.map(({ name, sessions, spacingDays }) => `${name}: ${sessions}, ${spacingDays} days apart`).join('; ')],
    ['No dose at or above', `${plan.gate.holdSystolic}/${plan.gate.holdDiastolic} mmHg, ${plan.gate.holdHeartRate}/min`],
    ['Safety checks', `after ${plan.checks.firstMin} min, then every ${plan.checks.everyMin} min`],
    ['Readings', `${plan.vitals.offsetsMin.join(', ')} min after the dose`],
    ['Discharge', `after ${plan.discharge.minMin} min at the earliest`],
    [
      'Steps of the dose',
      `warned of above ${guardrails.warnStepPct} %, a second prescriber above ${guardrails.secondSignerStepPct} %`,
    ],
    [
      'At most',
      `${guardrails.maxSessionsPer30Days} sessions in 30 days${guardrails.maxMgPerSession === null ? '' : `, ${guardrails.maxMgPerSession} mg in one`}`,
    ],
    ['Looked at', courseReviewsAfter.length ? `after ${courseReviewsAfter.join(' and ')} sessions` : 'at the end-point review'],
    ['Form after each session', monitoringForm === 'rems' ? 'the monitoring form of the risk programme' : 'none'],
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
