import { SAFETY } from './catalogue/safety.js';
import type { Condition, FindingLevel, FindingRule } from './finding.js';
import { NO, YES } from './questionnaire.js';
import { THRESHOLDS } from './thresholds.js';

const codes = (form: string, linkId: string, ...anyOf: string[]): Condition => ({ kind: 'codes', form, linkId, anyOf });
const health = (name: string, ...anyOf: string[]) =>
  codes('medical-history', `/medical-${name}`, ...(anyOf.length ? anyOf : [YES]));
const uses = (name: string) => codes('substances', `/substances-${name}`, YES);
const safety = (question: keyof typeof SAFETY) => codes('c-ssrs', SAFETY[question], YES);

type Words = readonly [reason: string, clears: string];
const rule = (id: string, level: FindingLevel, when: Condition | readonly Condition[], [reason, clears]: Words): FindingRule => ({
  ...{ id, level, reason, clears },
  when: [when].flat(),
  source: 'Hearth’s domain research',
});

const letter = 'A letter of the clinician who treats it, and a prescriber’s decision';

/**
 * What answers mean for suitability, as defaults. A clinic sets levels of its own (`libs/assessments/rules.service.ts`); none of
 * these rejects anybody.
 *
 * @source docs/clinical-defaults.md, "Questionnaires" and "Medicines"
 */
export const FINDING_RULES: readonly FindingRule[] = [
  rule('ketamine-allergy', 'absolute', codes('allergies', '/allergy-ketamine', YES), [
    'A bad reaction to ketamine is reported',
    'Shown to have been no allergy, by a clinician',
  ]),
  rule('aneurysm', 'absolute', health('aneurysm'), [
    'An aneurysm, an AVM or a bleeding in the brain is reported',
    'Imaging that shows there is none',
  ]),
  rule('psychosis', 'absolute', health('psychosis'), [
    'Psychosis is reported, now or in the past',
    'A psychiatric assessment that finds no psychotic disorder',
  ]),
  rule('mania', 'absolute', health('mania'), [
    'Signs of mania are reported now',
    'Over for long enough, by a psychiatric assessment',
  ]),
  rule('bipolar', 'review', health('bipolar'), ['Bipolar disorder is reported', letter]),
  rule(
    'substance-use',
    'absolute',
    [uses('trouble'), uses('cannot-stop'), uses('treated')],
    ['Trouble with substances is reported', 'An assessment that finds no active use disorder'],
  ),
  rule('opioid-use', 'review', uses('opioids'), ['An opioid use disorder is reported', letter]),
  rule('ketamine-misuse', 'review', uses('ketamine'), [
    'Ketamine was used without a prescription, or more than prescribed',
    'A prescriber’s conversation about it',
  ]),
  rule('pregnancy', 'absolute', health('pregnant'), ['Pregnant, nursing, or trying to become pregnant', 'No longer so']),
  rule('under-18', 'absolute', { kind: 'below', form: 'medical-history', linkId: '/medical-age', value: 18 }, [
    'Under 18 years',
    'Eighteen years old, by an ID',
  ]),
  rule('blood-pressure', 'absolute', health('blood-pressure'), [
    'Blood pressure is often above 160/100',
    'Readings below it over two weeks, and a prescriber’s decision',
  ]),
  rule('heart', 'absolute', health('heart'), ['A heart problem that is not stable is reported', letter]),
  rule('recent-event', 'absolute', health('recent-event'), ['A heart attack, stroke or TIA in the past six months', letter]),
  rule('pressure-in-head', 'absolute', health('pressure-in-head'), ['Raised pressure in the head is reported', letter]),
  rule('glaucoma', 'absolute', health('glaucoma'), [
    'Glaucoma that is not under control',
    'A letter of the eye doctor: under control',
  ]),
  rule(
    'suicidal-now',
    'absolute',
    [safety('intent'), safety('plan'), safety('recentlyActed')],
    [
      'Intent, a plan, or an act within three months: not for treatment at home; crisis care first',
      'A clinician’s assessment, and a safety plan',
    ],
  ),
  rule(
    'suicidal-thoughts',
    'review',
    [
      { kind: 'score', form: 'phq-9', score: 'item-9', atLeast: THRESHOLDS.item9 },
      safety('wish'),
      safety('thoughts'),
      safety('method'),
      safety('everActed'),
    ],
    ['Thoughts of death or suicide, or an act in the past', 'A clinician’s assessment'],
  ),
  rule('breathing', 'review', health('breathing'), ['A serious lung disease is reported', letter]),
  rule('sleep-apnea', 'review', health('sleep-apnea'), ['Sleep apnea that is not treated', 'Treated, or a letter']),
  rule('bladder', 'review', health('bladder'), ['Bladder trouble is reported', 'Urinalysis or a letter of a urologist']),
  rule('liver', 'review', health('liver'), ['A serious liver disease is reported', 'Laboratory values']),
  rule('kidney', 'review', health('kidney'), ['A kidney disease is reported', 'Laboratory values']),
  rule('thyroid', 'review', health('thyroid'), ['An overactive thyroid that is not treated', 'Laboratory values, or treatment']),
  rule('seizures', 'review', health('seizures'), ['A seizure in the past', letter]),
  rule('personality', 'flag', health('personality'), ['A personality disorder is reported', 'Nothing to clear: to know']),
  rule('family-psychosis', 'flag', health('family-psychosis'), ['Psychosis in the close family', 'Nothing to clear: to know']),
  rule('no-companion', 'review', health('companion', NO), [
    'Nobody can stay for a session: not suited for sessions at home',
    'A companion who has agreed',
  ]),
  rule('no-internet', 'review', health('internet', NO), ['No internet at home that can be relied on', 'A line that was tried']),
  rule('far-from-help', 'review', health('far'), [
    'An ambulance would need more than half an hour',
    'Another address for sessions',
  ]),
  rule('other-ketamine', 'absolute', health('other-ketamine'), [
    'Somebody else prescribes ketamine now: stop until it is settled',
    'The other prescription has ended, by the PDMP',
  ]),
  rule('alcohol', 'review', { kind: 'score', form: 'audit-c', score: 'total', atLeast: THRESHOLDS.auditC }, [
    'AUDIT-C is positive by the lower cut',
    'A prescriber’s conversation about it',
  ]),
];
