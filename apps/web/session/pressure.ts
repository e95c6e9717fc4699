import type { Vitals } from '#session-engine';

export const pressure = ({ systolicMmHg, diastolicMmHg }: Pick<Vitals, 'systolicMmHg' | 'diastolicMmHg'>) =>
  `${systolicMmHg}/${diastolicMmHg}`;
