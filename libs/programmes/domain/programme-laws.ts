import type { ProgrammeFacts } from './programme.js';

/** Of a protocol template, what a programme that is treated by it has to fit. */
export type TemplateFacts = Readonly<{ medication: string; setting: string; sessions: number }>;

export type WhyNotProgramme =
  | 'no-such-template'
  | 'another-setting'
  | 'more-sessions-than-the-template'
  | 'alone-at-home'
  | 'esketamine-not-enrolled'
  | 'nobody-takes-home'
  | 'reviews-do-not-rise'
  | 'review-after-the-end'
  | 'no-such-questionnaire'
  | 'asked-twice';

const rises = (numbers: readonly number[]) => numbers.every((n, i) => i === 0 || n > numbers[i - 1]!);
const isDistinct = (names: readonly string[]) => new Set(names).size === names.length;

/**
 * Why a programme cannot hold; empty when it can.
 *
 * Whoever has a dose at home is not alone. Esketamine asks for an enrolment in its risk programme before the first dose, and nobody drives
 * before the next day after restful sleep. Source: FDA label of Spravato, boxed warning, sections 5 and 17.
 *
 * @param known templates that are published, by code; questionnaires that there are, by name
 */
export function refusedProgramme(
  programme: ProgrammeFacts,
  known: Readonly<{ templates: ReadonlyMap<string, TemplateFacts>; questionnaires: ReadonlySet<string> }>,
): WhyNotProgramme[] {
  const { setting, sessions, reviewsAfter, requirements } = programme;
  const found = programme.templates.map((code) => known.templates.get(code));
  const templates = found.filter((template) => template !== undefined);
  const names = programme.questionnaires.map(({ name }) => name);
  const isEsketamine = templates.some(({ medication }) => medication === 'esketamine');
  const laws: readonly (readonly [boolean, WhyNotProgramme])[] = [
    [found.includes(undefined), 'no-such-template'],
    [templates.some((template) => template.setting !== setting), 'another-setting'],
    [templates.some((template) => template.sessions < sessions), 'more-sessions-than-the-template'],
    [setting === 'home' && !programme.needsCompanion, 'alone-at-home'],
    [isEsketamine && !requirements.includes('rems-enrolment'), 'esketamine-not-enrolled'],
    [setting === 'clinic' && !programme.needsCompanion && !requirements.includes('way-home'), 'nobody-takes-home'],
    [!rises(reviewsAfter), 'reviews-do-not-rise'],
    [reviewsAfter.some((after) => after >= sessions), 'review-after-the-end'],
    [names.some((name) => !known.questionnaires.has(name)), 'no-such-questionnaire'],
    [!isDistinct(names) || !isDistinct(programme.templates) || !isDistinct(requirements), 'asked-twice'],
  ];
  return laws.filter(([isBroken]) => isBroken).map(([, why]) => why);
}
