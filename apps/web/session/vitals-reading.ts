import type { Vitals } from '#session-engine';

export type VitalsDraft = Readonly<{
  systolic: string;
  diastolic: string;
  heartRate: string;
  spo2: string;
  hasSymptoms: boolean | undefined;
}>;

export const EMPTY_DRAFT: VitalsDraft = { systolic: '', diastolic: '', heartRate: '', spo2: '', hasSymptoms: undefined };

/** What a cuff or an oximeter can show at all; the same ranges as in the contract. */
const RANGES = { systolic: [40, 300], diastolic: [20, 200], heartRate: [20, 250], spo2: [40, 100] } as const;
const NAMES = { systolic: 'top number', diastolic: 'bottom number', heartRate: 'pulse', spo2: 'oxygen number' } as const;

/**
 * A reading from what was typed.
 *
 * @param needsOximeter whether the protocol asks for the saturation
 * @returns the reading, or one sentence that says what is still missing or cannot be
 */
export function readingOf(draft: VitalsDraft, needsOximeter = false): Vitals | string {
  for (const name of ['systolic', 'diastolic', 'heartRate', 'spo2'] as const) {
    const typed = draft[name].trim();
    if (typed === '' && name === 'spo2' && !needsOximeter) continue;
    if (typed === '') return `Please enter the ${NAMES[name]}.`;
    const [low, high] = RANGES[name];
    const value = Number(typed);
    if (!Number.isInteger(value) || value < low || value > high) return `Please check the ${NAMES[name]}: ${low} to ${high}.`;
  }
  const [systolicMmHg, diastolicMmHg] = [Number(draft.systolic), Number(draft.diastolic)];
  if (diastolicMmHg >= systolicMmHg) return 'Please check: the top number is larger than the bottom number.';
  if (draft.hasSymptoms === undefined) return 'Please answer the question below the numbers.';
  const oxygen = draft.spo2.trim() === '' ? {} : { spo2Pct: Number(draft.spo2) };
  return { systolicMmHg, diastolicMmHg, heartRateBpm: Number(draft.heartRate), ...oxygen, hasSymptoms: draft.hasSymptoms };
}
