import type { SafetyCheck, Vitals } from '../entry.js';
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

/** A clinic whose patient has taken the released dose this very moment. */
export function dosedClinic(): SimulatedClinic {
  const clinic = new SimulatedClinic();
  clinic.write('arrival', {});
  clinic.write('vitals', calm);
  clinic.judge();
  clinic.release();
  clinic.write('dose-taken', {});
  return clinic;
}
