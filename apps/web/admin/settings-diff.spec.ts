import type { ClinicSettingsJson } from '#contracts';
import { changesOf } from './settings-diff.js';

const settings: ClinicSettingsJson = {
  name: 'Lantern Street Clinic',
  zone: 'America/New_York',
  phone: '+1',
  homeText: '',
  sites: [],
  crisisNumbers: [{ label: 'Crisis line', number: '988' }],
  holidays: [],
  changeCutoffHours: 24,
  lateFeeCents: 0,
  answerWithinHours: 24,
  onCallPhone: '',
  offerHoldMin: 120,
  courseReviewHours: 24,
  consentVersion: '1',
  gateLimits: { holdSystolic: 158 },
  maxConcurrentSessions: 4,
  onlineWithinSec: 60,
};

describe('what a version of the settings changed', () => {
  it('is said in words, and only what differs', () => {
    expect(changesOf(settings, settings)).toEqual([]);
    const after = { ...settings, homeText: 'Hello', gateLimits: { holdSystolic: 150 }, crisisNumbers: [] };
    expect(changesOf(settings, after)).toEqual([
      { what: 'Words for patients', before: 'nothing', after: 'Hello' },
      { what: 'Numbers for a crisis', before: 'Crisis line 988', after: 'none' },
      { what: 'Limits of the gate', before: 'holdSystolic 158', after: 'holdSystolic 150' },
    ]);
  });
});
