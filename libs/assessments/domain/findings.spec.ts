import fc from 'fast-check';
import type { Answer, Answers } from './answers.js';
import { newestShipped } from './catalogue/index.js';
import { DRUG_CLASSES, readDrug } from './drugs.js';
import { type FindingLevel, STRICTEST_FIRST, stricter } from './finding.js';
import { FINDING_RULES } from './finding-rules.js';
import { type Answered, findingsOf, refusedRules, rulesWith } from './findings.js';
import { SHIPPED_RULES } from './rule-set.js';
import { countTrials, WANTED_FAILURES } from './trials.js';

const code = (of: string): Answer => ({ kind: 'codes', codes: [of] });
const form = (answers: Answers) => ({ answers, scores: [] });
const medicines = (...names: string[]): Answered => ({
  medications: form({
    '/medications': { kind: 'records', records: names.map((name) => ({ name })) },
    '/medications-none': code('complete'),
  }),
});
const rulesOf = (answered: Answered) => findingsOf(answered, SHIPPED_RULES).findings.map(({ rule }) => rule);

/** §2.5 once more, apart from the rules: what each line of the table is by default. */
const TABLE: readonly (readonly [rule: string, level: FindingLevel, Answered])[] = [
  ['ketamine-allergy', 'absolute', { allergies: form({ '/allergy-ketamine': code('yes') }) }],
  ...(
    [
      'aneurysm',
      'psychosis',
      'mania',
      'pregnancy:pregnant',
      'blood-pressure',
      'heart',
      'recent-event',
      'pressure-in-head',
      'glaucoma',
      'other-ketamine',
    ] as const
  ).map((line) => row('absolute', line)),
  ...(
    ['bipolar', 'breathing', 'sleep-apnea', 'bladder', 'liver', 'kidney', 'thyroid', 'seizures', 'far-from-help:far'] as const
  ).map((line) => row('review', line)),
  ...(['personality', 'family-psychosis'] as const).map((line) => row('flag', line)),
  row('review', 'no-companion:companion', 'no'),
  row('review', 'no-internet:internet', 'no'),
  ['under-18', 'absolute', { 'medical-history': form({ '/medical-age': { kind: 'number', value: 17 } }) }],
  ['substance-use', 'absolute', { substances: form({ '/substances-trouble': code('yes') }) }],
  ['opioid-use', 'review', { substances: form({ '/substances-opioids': code('yes') }) }],
  ['ketamine-misuse', 'review', { substances: form({ '/substances-ketamine': code('yes') }) }],
  ['suicidal-now', 'absolute', { 'c-ssrs': form({ '/c-ssrs-4': code('yes') }) }],
  ['suicidal-thoughts', 'review', { 'c-ssrs': form({ '/c-ssrs-2': code('yes') }) }],
];
function row(level: FindingLevel, line: string, answer = 'yes'): readonly [string, FindingLevel, Answered] {
  const [rule, question = rule] = line.split(':') as [string, string?];
  return [rule, level, { 'medical-history': form({ [`/medical-${question}`]: code(answer) }) }];
}

describe('findings', () => {
  it.each(TABLE)('%s is %s', (rule, level, answered) => {
    const { findings, notChecked } = findingsOf(answered, SHIPPED_RULES);
    expect(findings.find((each) => each.rule === rule)).toMatchObject({ level });
    expect(notChecked).not.toContain(rule);
  });

  it('have a reason, a source, what would clear them, and questions that exist', () => {
    for (const { reason, source, clears, when } of FINDING_RULES) {
      expect([reason, source, clears].every((text) => text.length > 3)).toBe(true);
      for (const condition of when) {
        const asked = newestShipped(condition.form)!;
        if (condition.kind === 'score') expect(asked.scores.map(({ name }) => name)).toContain(condition.score);
        else {
          const item = asked.item.find(({ linkId }) => linkId === condition.linkId)!;
          if (condition.kind === 'codes')
            for (const each of condition.anyOf) expect(item.answerOption.map(({ code }) => code)).toContain(each);
        }
      }
    }
  });

  it('say of every rule that it speaks, that it does not, or that nobody knows', () => {
    const asked = FINDING_RULES.flatMap(({ when }) => when).filter((condition) => condition.kind === 'codes');
    const answers = fc.dictionary(fc.constantFrom(...asked.map(({ linkId }) => linkId)), fc.constantFrom('yes', 'no', 'unsure'));
    fc.assert(
      fc.property(answers, (given) => {
        const put = () =>
          form(Object.fromEntries(Object.entries(given).map(([linkId, each]) => [linkId, code(each)])) as Answers);
        const answered = Object.fromEntries(
          ['medical-history', 'substances', 'allergies', 'c-ssrs'].map((name) => [name, put()]),
        );
        const { findings, notChecked } = findingsOf(answered, SHIPPED_RULES);
        for (const { id, when } of FINDING_RULES) {
          const isMissing = when.some((each) => each.kind !== 'codes' || given[each.linkId] === undefined);
          const speaks = findings.some(({ rule }) => rule === id);
          if (!speaks) expect(notChecked.includes(id)).toBe(isMissing);
          else expect(notChecked).not.toContain(id);
        }
      }),
    );
  });

  it('ask again of whoever is not sure: never absolute, never nothing', () => {
    const { findings } = findingsOf({ 'medical-history': form({ '/medical-aneurysm': code('unsure') }) }, SHIPPED_RULES);
    expect(findings.find(({ rule }) => rule === 'aneurysm')).toMatchObject({
      level: 'review',
      reason: expect.stringContaining('Not sure'),
    });
  });

  it('come with the strictest first, and only grow by more answers that speak', () => {
    const levels = findingsOf(Object.assign({}, ...TABLE.map(([, , answered]) => answered)), SHIPPED_RULES).findings.map(
      ({ level }) => STRICTEST_FIRST.indexOf(level),
    );
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  });

  it('are never a decision: nothing in them says so', () => {
    const { findings } = findingsOf(TABLE[0]![2], SHIPPED_RULES);
    expect(Object.keys(findings[0]!).sort()).toEqual(['about', 'clears', 'level', 'reason', 'rule', 'source']);
  });
});

describe('medicines', () => {
  it.each([
    ['Xanax 0.5 mg', 'drug-benzodiazepine'],
    ['oxycodone', 'drug-opioid'],
    ['St John’s Wort', 'drug-cyp-inducer'],
    ['Wellbutrin XL 300', 'drug-antidepressant'],
    ['lithium', 'drug-not-checked'],
    ['sertraline and something-new', 'drug-not-checked'],
    ['xanaxx', 'drug-not-checked'],
    ['???', 'drug-not-checked'],
  ])('%s: %s', (name, rule) => {
    expect(rulesOf(medicines(name))).toContain(rule);
  });

  it('that nobody knows are never passed over: whatever is written is found or not checked', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== ''),
        (name) => {
          const { isWhole, classes } = readDrug(name, DRUG_CLASSES);
          expect(rulesOf(medicines(name)).includes('drug-not-checked')).toBe(!isWhole);
          if (isWhole) expect(classes.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('are found whatever stands around their name', () => {
    const names = DRUG_CLASSES.flatMap(({ id, names: all }) => all.map((name) => [id, name] as const));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom('', ' 10mg', ' ER', ' (daily)'), ([id, name], more) => {
        expect(rulesOf(medicines(name.toUpperCase() + more))).toContain(`drug-${id}`);
      }),
    );
  });

  it('are not known to be none while the list is not said to be whole', () => {
    expect(findingsOf({}, SHIPPED_RULES).notChecked).toContain('medications');
    expect(findingsOf(medicines(), SHIPPED_RULES).notChecked).not.toContain('medications');
  });
});

describe('treatments that were tried', () => {
  const trial = (over: object = {}) => ({
    type: 'drug',
    name: 'sertraline',
    weeks: 8,
    adherence: 'most',
    response: 'little',
    ...over,
  });
  const tried = (...records: object[]): Answers => ({ '/treatments': { kind: 'records', records: records as never } });
  it('count when they were long enough, taken as planned, and did not work', () => {
    expect(countTrials(tried(trial(), trial({ name: 'CBT', type: 'psychotherapy' })))).toMatchObject({
      adequateFailures: 2,
      isUnverified: true,
    });
    for (const lacking of [{ weeks: 5 }, { adherence: 'some' }, { response: 'good' }, { weeks: undefined }, { name: '' }])
      expect(countTrials(tried(trial(lacking))).adequateFailures).toBe(0);
  });
  it('count once under one name', () => {
    expect(countTrials(tried(trial(), trial({ name: 'Sertraline ' }))).adequateFailures).toBe(1);
  });
  it('reject nobody: fewer than two ask for a clinician, and self-report is marked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), (count) => {
        const records = Array.from({ length: count }, (_, i) => trial({ name: `medicine ${i}` }));
        const { findings } = findingsOf({ 'treatment-history': form(tried(...records)) }, SHIPPED_RULES);
        expect(findings.some(({ rule }) => rule === 'few-trials')).toBe(count < WANTED_FAILURES);
        expect(findings.every(({ level }) => level !== 'absolute')).toBe(true);
        expect(findings.some(({ rule }) => rule === 'trials-unverified')).toBe(count > 0);
      }),
    );
  });
  it('are marked as far as nobody has verified them; verifying changes no other count, and holds for those words only', () => {
    const entry = fc.record({
      ...{ name: fc.constantFrom('sertraline', 'CBT', 'TMS'), weeks: fc.integer({ min: 4, max: 8 }) },
      response: fc.constantFrom('little', 'good'),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), fc.func(fc.boolean()), (records, isVerified) => {
        const answers = tried(...records.map((one) => trial(one)));
        const [plain, seen] = [countTrials(answers), countTrials(answers, (said) => isVerified(said))];
        expect([seen.adequateFailures, seen.wanted]).toEqual([plain.adequateFailures, plain.wanted]);
        expect([plain.verifiedFailures, plain.isUnverified]).toEqual([0, plain.adequateFailures > 0]);
        expect(seen.verifiedFailures).toBeLessThanOrEqual(seen.adequateFailures);
        expect(seen.isUnverified).toBe(seen.verifiedFailures < seen.adequateFailures);
        const { findings } = findingsOf({ 'treatment-history': form(answers) }, SHIPPED_RULES, (said) => isVerified(said));
        expect(findings.some(({ rule }) => rule === 'trials-unverified')).toBe(seen.isUnverified);
      }),
    );
    const { said } = countTrials(tried(trial())).trials[0]!;
    const only = (known: string) => known === said;
    expect(countTrials(tried(trial({ name: ' sertraline ' })), only).verifiedFailures).toBe(1);
    for (const changed of [{ weeks: 9 }, { response: 'partial' }, { stopped: 'no effect' }])
      expect(countTrials(tried(trial(changed)), only).verifiedFailures).toBe(0);
  });
});

describe('a clinic’s own rules', () => {
  const levels = fc.dictionary(fc.constantFrom(...FINDING_RULES.map(({ id }) => id)), fc.constantFrom(...STRICTEST_FIRST));
  it('move levels only upwards', () => {
    fc.assert(
      fc.property(levels, (own) => {
        const { rules } = rulesWith({ levels: own, drugs: [] }, SHIPPED_RULES);
        const refused = refusedRules({ levels: own, drugs: [] }, SHIPPED_RULES);
        for (const [at, rule] of rules.entries()) {
          const ours = FINDING_RULES[at]!;
          expect(stricter(rule.level, ours.level)).toBe(rule.level);
          const asked = own[rule.id] ?? ours.level;
          expect(refused.includes(rule.id)).toBe(stricter(ours.level, asked) !== asked);
          expect(rule.level).toBe(refused.includes(rule.id) ? ours.level : asked);
        }
      }),
    );
  });
  it('silence no rule', () => {
    expect(rulesWith({ levels: {}, drugs: [] }, SHIPPED_RULES).rules).toHaveLength(FINDING_RULES.length);
    expect(refusedRules({ levels: { nothing: 'info' }, drugs: [{ name: 'x', classId: 'safe' }] }, SHIPPED_RULES)).toEqual([
      'nothing',
      'safe',
    ]);
  });
  it('add names of medicines', () => {
    const own = rulesWith({ levels: {}, drugs: [{ name: 'Lithium', classId: 'lamotrigine' }] }, SHIPPED_RULES);
    expect(findingsOf(medicines('lithium carbonate'), own).findings.map(({ rule }) => rule)).toContain('drug-lamotrigine');
  });
});
