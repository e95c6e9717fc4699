import type { AssessmentRules, FindingLevel, RulesVersion } from '#contracts';
import { LEVELS } from '../assessments/words.js';
import { STRICTEST_FIRST, thresholdWords } from './words.js';

/** What a clinic sets of its own; a threshold is what was typed. */
export type Draft = Readonly<{
  levels: Readonly<Record<string, FindingLevel>>;
  drugs: readonly Readonly<{ name: string; classId: string }>[];
  thresholds: Readonly<Record<string, string>>;
}>;
type Own = Pick<RulesVersion, 'levels' | 'drugs' | 'thresholds'>;
type Known = Pick<AssessmentRules, 'rules' | 'drugClasses' | 'strictestFrom'>;

export const draftOf = ({ levels, drugs, thresholds }: Own): Draft => ({
  ...{ levels, drugs },
  thresholds: Object.fromEntries(Object.entries(thresholds).map(([name, value]) => [name, String(value)])),
});

/** Levels that a clinic may choose for a rule: that of Hearth, and stricter ones. */
export const levelsFor = (ours: FindingLevel): readonly FindingLevel[] =>
  STRICTEST_FIRST.slice(0, STRICTEST_FIRST.indexOf(ours) + 1);

/** Why a threshold cannot be set like this; null when it can. Empty stands for that of Hearth. */
export function refusal(typed: string, ours: number): string | null {
  if (typed.trim() === '') return null;
  const value = Number(typed);
  if (!Number.isInteger(value)) return 'A whole number, please';
  if (value < 1) return 'At least 1';
  return value > ours ? `At most ${ours}: a clinic tightens, and never loosens` : null;
}

/** What is sent: of a level or threshold that is that of Hearth, nothing. */
export function ownOf({ levels, drugs, thresholds }: Draft, { rules, strictestFrom }: Known): Own {
  const set = Object.entries(levels).filter(([id, level]) => rules.find((rule) => rule.id === id)?.ours !== level);
  const given = Object.entries(thresholds).filter(
    ([name, typed]) => typed.trim() !== '' && Number(typed) !== strictestFrom[name],
  );
  return {
    levels: Object.fromEntries(set),
    drugs: [...drugs],
    thresholds: Object.fromEntries(given.map(([name, typed]) => [name, Number(typed)])),
  };
}

/** `isLooser`: less strict than what holds now, and never less than what Hearth brings. */
export type Change = Readonly<{ what: string; before: string; after: string; isLooser: boolean }>;

function levelChanges(before: Own, after: Own, { rules }: Known): Change[] {
  return rules.flatMap(({ id, reason, ours }) => {
    const [was, is] = [before.levels[id] ?? ours, after.levels[id] ?? ours];
    const isLooser = STRICTEST_FIRST.indexOf(is) > STRICTEST_FIRST.indexOf(was);
    return was === is ? [] : [{ what: reason, before: LEVELS[was], after: LEVELS[is], isLooser }];
  });
}

function thresholdChanges(before: Own, after: Own, { strictestFrom }: Known): Change[] {
  return Object.entries(strictestFrom).flatMap(([name, ours]) => {
    const [was, is] = [before.thresholds[name] ?? ours, after.thresholds[name] ?? ours];
    return was === is ? [] : [{ what: thresholdWords(name), before: String(was), after: String(is), isLooser: is > was }];
  });
}

function drugChanges(before: Own, after: Own, { drugClasses }: Known): Change[] {
  const whyOf = (classId: string) => drugClasses.find(({ id }) => id === classId)?.why ?? classId;
  const has = (list: Own['drugs'], drug: Own['drugs'][number]) =>
    list.some(({ name, classId }) => name === drug.name && classId === drug.classId);
  const added = after.drugs.filter((drug) => !has(before.drugs, drug));
  const gone = before.drugs.filter((drug) => !has(after.drugs, drug));
  return [
    ...added.map(({ name, classId }) => ({ what: name, before: 'not checked', after: whyOf(classId), isLooser: false })),
    ...gone.map(({ name, classId }) => ({ what: name, before: whyOf(classId), after: 'not checked', isLooser: false })),
  ];
}

/** What one set of rules changes of another, in words. */
export const changesOf = (before: Own, after: Own, known: Known): Change[] => [
  ...levelChanges(before, after, known),
  ...thresholdChanges(before, after, known),
  ...drugChanges(before, after, known),
];
