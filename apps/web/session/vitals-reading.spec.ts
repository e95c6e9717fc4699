import { Vitals } from '#contracts';
import { EMPTY_DRAFT, readingOf } from './vitals-reading.js';

const typed = { systolic: '128', diastolic: '82', heartRate: '74', spo2: '', hasSymptoms: false };

describe('readingOf', () => {
  it('makes a reading that the contract accepts', () => {
    for (const draft of [typed, { ...typed, spo2: '97' }]) expect(Vitals.safeParse(readingOf(draft)).success).toBe(true);
  });
  it('leaves oxygen out where there is no oximeter', () => {
    expect(readingOf(typed)).toEqual({ systolicMmHg: 128, diastolicMmHg: 82, heartRateBpm: 74, hasSymptoms: false });
  });
  it('asks for what is missing, one thing at a time', () => {
    expect(readingOf(EMPTY_DRAFT)).toBe('Please enter the top number.');
    expect(readingOf({ ...typed, hasSymptoms: undefined })).toBe('Please answer the question below the numbers.');
  });
  it('asks to check what no cuff shows, and swapped numbers', () => {
    expect(readingOf({ ...typed, systolic: '1280' })).toContain('top number');
    expect(readingOf({ ...typed, heartRate: '7.5' })).toContain('pulse');
    expect(readingOf({ ...typed, systolic: '82', diastolic: '128' })).toContain('larger');
  });
});
