import type { SafetyCheck, TodayAnswers, Vitals } from '../entry.js';
import { SimulatedClinic } from './simulated-clinic.js';

export const calm: Vitals = { systolicMmHg: 120, diastolicMmHg: 78, heartRateBpm: 70, spo2Pct: 98, hasSymptoms: false };
export const vitals = (different: Partial<Vitals> = {}): Vitals => ({ ...calm, ...different });
export const check = (number: number, different: Partial<SafetyCheck> = {}): SafetyCheck => ({
  number,
  breathing: 'normal',
  response: 'normal',
  isUpset: false,
  isVomiting: false,
  ...different,
});

/** Nothing eaten or taken, and nothing new. */
export const clear: TodayAnswers = {
  ...{ ateHoursAgo: 6, drankHoursAgo: 3, alcoholOrCannabis: 'none', tookSedative: false, tookOtherDrug: false },
  ...{ isMedicineAsAgreed: true, mayBePregnant: false, hasUrinarySymptoms: false, isSomethingNew: false },
};
export const today = (different: Partial<TodayAnswers> = {}): TodayAnswers => ({ ...clear, ...different });

/** Who the patient is, and what they have had today. */
export function asked(clinic: SimulatedClinic, different: Partial<TodayAnswers> = {}): void {
  clinic.write('identity-confirmed', {});
  clinic.write('today-answers', today(different));
}

/** A clinic whose patient has taken the released dose this very moment. */
export function dosedClinic(): SimulatedClinic {
  const clinic = new SimulatedClinic();
  clinic.write('arrival', {});
  clinic.write('vitals', calm);
  asked(clinic);
  clinic.judge();
  clinic.release();
  clinic.write('dose-taken', {});
  return clinic;
}
