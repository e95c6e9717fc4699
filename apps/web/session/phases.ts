import type { Level, Phase } from '#session-engine';

/** Clinical words for how far a session has come, and for how bad something is. */
export const PHASES: Readonly<Record<Phase, string>> = {
  scheduled: 'Scheduled',
  pre_check: 'Pre-check',
  gate_pending: 'Gate held',
  gate_passed: 'Gate passed',
  released: 'Dose released',
  dosed: 'Dosed',
  onset: 'Onset',
  journey: 'Journey',
  emergence: 'Emergence',
  recovery: 'Recovery',
  release_check: 'Release check',
  released_home: 'Discharged',
  aborted_before_dose: 'Ended before dose',
};

export const LEVELS: Readonly<Record<Level, string>> = {
  0: 'As expected',
  1: 'Watch',
  2: 'Clinician now',
  3: 'Urgent',
  4: 'Emergency',
};
