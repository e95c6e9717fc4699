import type { HandOffSummary, PatientAssessments, QuestionnaireAnswer, QuestionnaireItem } from '#contracts';

/** Of these questionnaires every answer goes along; of the others those named. */
const WHOLE: ReadonlySet<string> = new Set(['c-ssrs', 'medications', 'allergies', 'treatment-history']);
const NAMED: ReadonlySet<string> = new Set(['phq-9 /44260-8']);

const displayOf = (options: QuestionnaireItem['answerOption'], code: string): string =>
  options.find((option) => option.code === code)?.display ?? code;

function textOf(item: QuestionnaireItem, answer: QuestionnaireAnswer): string {
  switch (answer.kind) {
    case 'skipped':
      return 'Passed over';
    case 'text':
      return answer.text;
    case 'number':
      return String(answer.value);
    case 'codes':
      return answer.codes.map((code) => displayOf(item.answerOption, code)).join(', ');
    default:
      return answer.records.map((record) => recordText(item, record)).join('; ') || 'Nothing to add';
  }
}

const recordText = ({ fields }: QuestionnaireItem, record: Readonly<Record<string, string | number>>): string =>
  fields
    .filter(({ linkId }) => record[linkId] !== undefined)
    .map(({ linkId, answerOption }) => displayOf(answerOption, String(record[linkId])))
    .join(', ');

/** A yes that somebody asked for: in the medical history only what is there, or may be, goes along. */
const isYes = (answer: QuestionnaireAnswer): boolean =>
  answer.kind === 'number' || (answer.kind === 'codes' && answer.codes.some((code) => code === 'yes' || code === 'unsure'));

/**
 * What a colleague needs to know: findings, scores, open signals and the answers that matter, as they stand at this moment. Nothing is
 * weighed: what speaks is told, and what could not be checked, too.
 */
export function summaryOf(
  assessed: Pick<PatientAssessments, 'forms' | 'findings' | 'signals' | 'notChecked'>,
  { situation, openQuestions }: Readonly<{ situation: string; openQuestions: string }>,
): HandOffSummary {
  const { forms, findings, signals, notChecked } = assessed;
  return {
    situation,
    openQuestions,
    findings: findings.map(({ rule, level, reason, about }) => ({ rule, level, reason, about })),
    scores: forms.flatMap(({ questionnaire, scores }) =>
      scores.flatMap(({ name, value, max, band }) =>
        value === null ? [] : [{ form: questionnaire.title, name, value, max, band }],
      ),
    ),
    answers: forms.flatMap(({ questionnaire, answers }) =>
      questionnaire.item.flatMap((item) => {
        const answer = answers[item.linkId];
        const { name, title } = questionnaire;
        if (!answer || !(WHOLE.has(name) || NAMED.has(`${name} ${item.linkId}`) || (name === 'medical-history' && isYes(answer))))
          return [];
        return [{ form: title, question: item.text, answer: textOf(item, answer) }];
      }),
    ),
    openSignals: signals.filter(({ reviewedAt }) => reviewedAt === null).map(({ rule, reason }) => ({ rule, reason })),
    notChecked: [...notChecked],
  };
}
