import type { TemplateContent } from '#contracts';
import { REVIEW, sublingualHome } from './sublingual-home.js';

type Plan = TemplateContent['plan'];
const atHome = sublingualHome.plan;
type Ladder = Plan['checks']['ladder'];
/** Whoever is called at home first is the companion; in the clinic it is the staff who are with the patient. */
const calledHere = ({ tiers, repeatMin }: Ladder): Ladder => ({
  tiers: tiers.map((tier) => ({
    ...tier,
    calls: tier.calls.map((audience) => (audience === 'chaperone' ? 'on-site' : audience)),
  })),
  repeatMin,
});
const { watch, clinicianNow, emergency } = atHome.alerts;
/** The plan at home, with staff and a pulse oximeter instead of a companion. */
const base: Plan = {
  ...atHome,
  onSite: { roles: ['prescriber', 'physician'] },
  checks: { ...atHome.checks, ladder: calledHere(atHome.checks.ladder) },
  vitals: { ...atHome.vitals, ladder: calledHere(atHome.vitals.ladder), needsOximeter: true },
  alerts: { watch: calledHere(watch), clinicianNow: calledHere(clinicianNow), emergency: calledHere(emergency) },
  inSession: { ...atHome.inSession, alertHeartRate: 120, alertBelowHeartRate: 50 },
  discharge: { ...atHome.discharge, fromSpo2: 94 },
};
const here = {
  ...sublingualHome.sources,
  'plan.inSession': `${sublingualHome.sources['plan.inSession']}; saturation: 94 % is the lower end of what is usual in room air (British Thoracic Society guideline for oxygen, 2017), below 90 % is hypoxaemia; pulse below 50 or from 120 on: general clinical knowledge, ${REVIEW}`,
  'plan.discharge.fromSpo2': 'British Thoracic Society guideline for oxygen, 2017: 94 to 98 % is the target of most adults',
};
const timed = (offsets: readonly [number, number, number, number, number]): Plan['phases'] =>
  base.phases.map(({ phase }, i) => ({ phase, offsetMin: offsets[i]! }));

/** 0.5 mg/kg over forty minutes is the published schedule; which dose, a prescriber says. */
export const infusion: TemplateContent = {
  ...sublingualHome,
  name: 'Infusion in the clinic',
  summary: 'An infusion over forty minutes in the clinic, two a week for three weeks, then spaced out.',
  ...{ route: 'intravenous', form: 'infusion', setting: 'clinic' },
  phases: [
    { name: 'induction', sessions: 6, spacingDays: 2 },
    { name: 'maintenance', sessions: 6, spacingDays: 21 },
  ],
  endPointReviewWithinDays: 42,
  guardrails: { ...sublingualHome.guardrails, maxSessionsPer30Days: 12 },
  plan: {
    ...base,
    phases: timed([5, 10, 40, 60, 90]),
    checks: { ...base.checks, firstMin: 5, everyMin: 10 },
    vitals: { ...base.vitals, offsetsMin: [10, 20, 40, 60] },
    discharge: { ...base.discharge, endVitalsFromMin: 60 },
  },
  sources: {
    ...here,
    phases: 'Six infusions over two to three weeks (published ketamine-assisted psychotherapy schedules)',
    'plan.phases': `Effect during the infusion of forty minutes; blood pressure is back by 1.5 h (Neuropsychiatr Dis Treat 2020;16:2539)`,
    'plan.checks.firstMin': REVIEW,
    'plan.checks.everyMin': REVIEW,
    'plan.vitals.offsetsMin': 'Blood pressure peaks about 40 min after the start (2,342 infusions, Gen Hosp Psychiatry 2024)',
    'plan.discharge.endVitalsFromMin': REVIEW,
    'guardrails.maxSessionsPer30Days': 'Six infusions of the induction, and no second one within thirty days',
  },
};

export const intramuscular: TemplateContent = {
  ...infusion,
  name: 'Injection into a muscle, in the clinic',
  summary: 'One injection into a muscle in the clinic, a week apart.',
  ...{ route: 'intramuscular', form: 'injection' },
  phases: [
    { name: 'induction', sessions: 6, spacingDays: 7 },
    { name: 'maintenance', sessions: 6, spacingDays: 28 },
  ],
  guardrails: { ...infusion.guardrails, maxSessionsPer30Days: 5 },
  plan: {
    ...infusion.plan,
    phases: timed([4, 8, 45, 60, 90]),
    vitals: { ...infusion.plan.vitals, offsetsMin: [15, 40, 60, 90] },
  },
  sources: {
    ...infusion.sources,
    phases: REVIEW,
    'plan.phases': `Onset after three to five minutes, effect for about an hour; ${REVIEW}`,
    'plan.vitals.offsetsMin': REVIEW,
    'guardrails.maxSessionsPer30Days': 'Weekly sessions are five in thirty days at most',
  },
};

/** Never at home: nothing in Hearth can change that. */
export const esketamine: TemplateContent = {
  ...infusion,
  name: 'Esketamine in the clinic',
  summary: 'Nasal esketamine under the US risk programme: watched for two hours at least, with a form after every session.',
  ...{ medication: 'esketamine', route: 'intranasal', form: 'nasal-spray' },
  phases: [
    { name: 'induction', sessions: 8, spacingDays: 3 },
    { name: 'continuation', sessions: 4, spacingDays: 7 },
    { name: 'maintenance', sessions: 12, spacingDays: 7 },
  ],
  courseReviewsAfter: [8],
  endPointReviewWithinDays: 28,
  monitoringForm: 'rems',
  guardrails: { ...infusion.guardrails, maxSessionsPer30Days: 9 },
  plan: {
    ...base,
    phases: timed([10, 20, 60, 90, 120]),
    vitals: { ...base.vitals, offsetsMin: [40, 90, 115], untilFallen: { fromMin: 40, everyMin: 10 } },
    discharge: { ...base.discharge, minMin: 120, endVitalsFromMin: 90 },
  },
  sources: {
    ...here,
    phases: 'Esketamine label: twice a week in weeks 1 to 4, weekly in weeks 5 to 8, then weekly or every two weeks',
    courseReviewsAfter: 'Esketamine label: evidence of benefit is looked at after the induction of four weeks',
    monitoringForm: 'Spravato REMS: a monitoring form within seven days of every session',
    'plan.phases': 'Esketamine label: pressure and dissociation peak after about 40 min; two hours at least',
    'plan.vitals.offsetsMin': 'Esketamine label: about 40 min after the dose, then as needed until it falls',
    'plan.vitals.untilFallen': `Esketamine label: again as clinically warranted until pressure declines; every ten minutes: ${REVIEW}`,
    'plan.discharge.minMin': 'Esketamine label: observe for at least two hours',
    'guardrails.maxSessionsPer30Days': 'Twice a week',
  },
};

export const group: TemplateContent = {
  ...sublingualHome,
  name: 'Group in the clinic',
  summary: 'A tablet under the tongue in a group in the clinic, each patient with a gate, checks and a discharge of their own.',
  ...{ setting: 'clinic', format: 'group' },
  phases: [{ name: 'induction', sessions: 6, spacingDays: 7 }],
  plan: { ...base, onSite: { roles: ['therapist', 'prescriber', 'physician'] } },
  sources: here,
};
