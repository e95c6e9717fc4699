import { type Answers, codeOf } from './answers.js';
import { type DrugClass, type FoundIngredient, readDrug } from './drugs.js';
import type { Condition, Finding, FindingLevel, FindingRule } from './finding.js';
import { STRICTEST_FIRST, stricter } from './finding.js';
import type { Score } from './score.js';
import { countTrials, type IsVerified } from './trials.js';

/** All that a patient has answered: the newest answers and scores by form. */
export type Answered = Readonly<Record<string, Readonly<{ answers: Answers; scores: readonly Score[] }>>>;
/** The rules as the clinic has them. */
export type RuleSet = Readonly<{ rules: readonly FindingRule[]; drugs: readonly DrugClass[] }>;
/** `notChecked`: rules of which an answer is missing; they say neither yes nor no. */
export type Findings = Readonly<{ findings: readonly Finding[]; notChecked: readonly string[] }>;

type Verdict = 'speaks' | 'unsure' | 'silent' | 'not-checked';
const UNSURE = 'unsure';

function judge(condition: Condition, answered: Answered): Verdict {
  const form = answered[condition.form];
  if (condition.kind === 'score') {
    const value = form?.scores.find(({ name }) => name === condition.score)?.value ?? null;
    if (value === null) return 'not-checked';
    return value >= condition.atLeast ? 'speaks' : 'silent';
  }
  const answer = form?.answers[condition.linkId];
  if (condition.kind === 'below') {
    if (answer?.kind !== 'number') return 'not-checked';
    return answer.value < condition.value ? 'speaks' : 'silent';
  }
  const code = codeOf(answer);
  if (code === undefined) return 'not-checked';
  if (condition.anyOf.includes(code)) return 'speaks';
  return code === UNSURE ? 'unsure' : 'silent';
}

/** Whoever is not sure is asked by a clinician: never absolute, never nothing. */
const unsureLevel = (level: FindingLevel): FindingLevel => (level === 'absolute' ? 'review' : level);

function applyRule(rule: FindingRule, answered: Answered): Finding | 'not-checked' | null {
  const verdicts = rule.when.map((condition) => judge(condition, answered));
  const said = { rule: rule.id, source: rule.source, clears: rule.clears, about: null };
  if (verdicts.includes('speaks')) return { ...said, level: rule.level, reason: rule.reason };
  if (verdicts.includes('unsure')) return { ...said, level: unsureLevel(rule.level), reason: `Not sure: ${rule.reason}` };
  return verdicts.includes('not-checked') ? 'not-checked' : null;
}

const named = (entry: Readonly<Record<string, unknown>>): string => String(entry['name'] ?? '').trim();

/** One entry of the list of medicines, with the ingredients that are known in it. */
export type ReadMedicine = Readonly<{ written: string; ingredients: readonly FoundIngredient[]; isWhole: boolean }>;

function writtenIn(answered: Answered): string[] {
  const list = answered['medications']?.answers['/medications'];
  return list?.kind === 'records' ? list.records.map(named).filter(Boolean) : [];
}

/** The patient’s medicines, coded where they are known. What is not whole is not checked, and never safe. */
export const medicinesOf = (answered: Answered, { drugs }: RuleSet): ReadMedicine[] =>
  writtenIn(answered).map((written) => {
    const { ingredients, isWhole } = readDrug(written, drugs);
    return { written, ingredients, isWhole };
  });

function drugFindings(answered: Answered, drugs: readonly DrugClass[]): Finding[] {
  return writtenIn(answered).flatMap((about) => {
    const { classes, isWhole } = readDrug(about, drugs);
    const found = classes.map(
      ({ id, level, why, clears, source }): Finding => ({
        rule: `drug-${id}`,
        level,
        reason: `It ${why}`,
        source,
        clears,
        about,
      }),
    );
    return isWhole ? found : [...found, unchecked(about)];
  });
}

const unchecked = (about: string): Finding => ({
  rule: 'drug-not-checked',
  level: 'review',
  reason: 'Not checked: the clinic’s list does not know all of this entry',
  source: 'Hearth’s domain research',
  clears: 'A prescriber looks it up',
  about,
});

function trialFindings(answered: Answered, isVerified?: IsVerified): Finding[] {
  const form = answered['treatment-history'];
  if (!form?.answers['/treatments']) return [];
  const { adequateFailures, verifiedFailures, wanted, isUnverified } = countTrials(form.answers, isVerified);
  const source = 'Hearth’s domain research';
  const few: Finding = {
    rule: 'few-trials',
    level: 'review',
    reason: `${adequateFailures} of ${wanted} adequate treatments that have not worked are recorded`,
    source,
    clears: 'A clinician’s judgement, whatever the number',
    about: null,
  };
  const selfReported: Finding = {
    rule: 'trials-unverified',
    level: 'flag',
    reason: verifiedFailures
      ? `${adequateFailures - verifiedFailures} of ${adequateFailures} treatments that were tried are known from the patient only`
      : 'The treatments that were tried are known from the patient only',
    source,
    clears: 'A pharmacy record, a letter, or a call with whoever prescribed it',
    about: null,
  };
  return [...(adequateFailures < wanted ? [few] : []), ...(isUnverified ? [selfReported] : [])];
}

/** Whether the list of medicines says itself that it is whole: only then can nothing have been found in it. */
function isListWhole(answered: Answered): boolean {
  const said = codeOf(answered['medications']?.answers['/medications-none']);
  return said === 'complete' || said === 'none';
}

/**
 * What a patient's answers mean, by rule, the strictest first. It rejects nobody, and what is missing is named rather than passed over.
 *
 * @param isVerified of what a patient says of treatments; nobody has verified anything when it is left out
 * @source docs/clinical-defaults.md, "Screening", "Questionnaires" and "Medicines"
 */
export function findingsOf(answered: Answered, { rules, drugs }: RuleSet, isVerified?: IsVerified): Findings {
  const judged = rules.map((rule) => [rule.id, applyRule(rule, answered)] as const);
  const byRule = judged.flatMap(([, said]) => (said === null || said === 'not-checked' ? [] : [said]));
  const findings = [...byRule, ...drugFindings(answered, drugs), ...trialFindings(answered, isVerified)];
  const notChecked = judged.filter(([, said]) => said === 'not-checked').map(([id]) => id);
  if (!isListWhole(answered)) notChecked.push('medications');
  if (!answered['treatment-history']?.answers['/treatments']) notChecked.push('few-trials');
  const rank = ({ level }: Finding) => STRICTEST_FIRST.indexOf(level);
  return { findings: findings.toSorted((a, b) => rank(a) - rank(b)), notChecked };
}

/** A clinic's own levels and names of medicines. */
export type ClinicRules = Readonly<{
  levels: Readonly<Record<string, FindingLevel>>;
  drugs: readonly Readonly<{ name: string; classId: string }>[];
}>;

/** Ids that cannot be set as asked: unknown ones, and rules that would become looser than ours. A clinic tightens, and never loosens. */
export function refusedRules(clinic: ClinicRules, { rules, drugs }: RuleSet): string[] {
  const levels = Object.entries(clinic.levels).filter(([id, level]) => {
    const ours = rules.find((rule) => rule.id === id);
    return !ours || stricter(ours.level, level) !== level;
  });
  const unknown = clinic.drugs.filter(({ classId }) => !drugs.some(({ id }) => id === classId));
  return [...levels.map(([id]) => id), ...unknown.map(({ classId }) => classId)];
}

/** Our rules with what the clinic has set: of each level the stricter, whatever is stored. */
export function rulesWith(clinic: ClinicRules, { rules, drugs }: RuleSet): RuleSet {
  return {
    rules: rules.map((rule) => ({ ...rule, level: stricter(rule.level, clinic.levels[rule.id] ?? rule.level) })),
    drugs: drugs.map((each) => {
      const added = clinic.drugs.filter(({ classId }) => classId === each.id).map(({ name }) => name);
      return added.length ? { ...each, names: [...each.names, ...added] } : each;
    }),
  };
}
