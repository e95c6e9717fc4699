import type { TemplateContent } from '#contracts';
import { sublingualHome } from '#session-engine';
import { contentOf, fieldsOf } from './template-fields.js';
import { versionFields, versionOf } from './version-fields.js';

const { version: _named, ...plan } = sublingualHome.plan;
const CONTENT: TemplateContent = {
  ...{ name: 'Sublingual', summary: 'At home.', medication: 'ketamine', route: 'sublingual', form: 'troche', setting: 'home' },
  ...{ format: 'individual', doseMg: null, courseReviewsAfter: [2], reassessIfGapDays: 90, endPointReviewWithinDays: 84 },
  phases: [{ name: 'induction', sessions: 6, spacingDays: 7 }],
  monitoringForm: null,
  guardrails: { warnStepPct: 25, secondSignerStepPct: 50, maxMgPerSession: null, maxSessionsPer30Days: 5 },
  plan: plan as TemplateContent['plan'],
  sources: {},
};
const HOLDS = {
  ...{ phase: 'induction', sessions: 6, minDaysBetween: 7, endPointReviewOn: '2027-01-04', goal: 'Sleep', reason: 'The first' },
  patientLimits: { holdSystolic: 150, holdHeartRate: 100 },
  guardrails: { ...CONTENT.guardrails, maxSessionsPer30Days: 4 },
};

describe('the forms of protocols', () => {
  it('give back a template as it was when nothing is typed, and what is typed', () => {
    expect(contentOf(CONTENT, fieldsOf(CONTENT))).toEqual(CONTENT);
    const typed = contentOf(CONTENT, { ...fieldsOf(CONTENT), maxMg: '300', 'spacing-0': '10' });
    expect([typed.guardrails.maxMgPerSession, typed.phases[0]!.spacingDays]).toEqual([300, 10]);
  });

  it('keep of a version what stands in no field, and ask anew why it changes', () => {
    const fields = versionFields(HOLDS);
    expect(fields.reason).toBe('');
    expect(versionOf({ ...fields, reason: 'Longer', sessions: '8' }, CONTENT, HOLDS)).toEqual({
      ...HOLDS,
      reason: 'Longer',
      sessions: 8,
      later: [],
    });
  });

  it('put the phases of a course together from the sessions of each, and take them apart again', () => {
    const later = [{ phase: 'maintenance', sessions: 4, minDaysBetween: 28 }];
    const fields = versionFields({ ...HOLDS, sessions: 10, later });
    expect([fields.sessions, fields.maintenanceSessions, fields.maintenanceDays]).toEqual(['6', '4', '28']);
    expect(versionOf(fields, CONTENT, HOLDS)).toMatchObject({ sessions: 10, later });
  });

  it('fill nothing in for a new course', () => {
    expect(new Set(Object.values(versionFields(undefined)))).toEqual(new Set(['']));
  });
});
