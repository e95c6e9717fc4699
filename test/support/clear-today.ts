import type { TodayAnswers } from '#contracts';

/** What a patient says of the day of a dose when nothing speaks against it. */
export const CLEAR_TODAY: TodayAnswers = {
  ...{ ateHoursAgo: 8, drankHoursAgo: 3, alcoholOrCannabis: 'none', tookSedative: false, tookOtherDrug: false },
  ...{ isMedicineAsAgreed: true, mayBePregnant: false, hasUrinarySymptoms: false, isSomethingNew: false },
};
