/** Whom a patient is paired with: for each part one clinician at least. */
export const PARTS = ['prescriber', 'therapist'] as const;
export type Part = (typeof PARTS)[number];

/** Days as whole numbers since 1970-01-01, both included. */
export type Days = Readonly<{ from: number; to: number }>;
/** Something that lets a clinician do something at a place. `place`: ISO 3166-2. */
export type Held = Days & Readonly<{ place: string }>;
/** `not-kept`: the clinic keeps no such register, so nothing can be said by it. */
export type Kept<T> = readonly T[] | 'not-kept';

/** All that is known of a clinician on the day on which somebody is looked for. */
export type ClinicianRegister = Readonly<{
  personId: string;
  /** Whether they work here, and take this part. */
  isHere: boolean;
  licences: readonly Held[];
  /** Of prescribers only: what they may prescribe where, and with whom where the state wants that. */
  prescribing: Kept<Held>;
  controlledSubstances: Kept<Held>;
  collaborations: Kept<Held>;
  /** Places that want a collaborating physician of this profession. */
  collaboratesIn: readonly string[];
  /** So many patients they take in all, and so many they have or are offered. */
  capacity: number;
  load: number;
  languages: readonly string[];
  specialties: readonly string[];
  /** As they say it of themselves; null when they do not. */
  gender: string | null;
  /** Minutes ahead of UTC. */
  offsetMin: number;
  /** Until the first time at which both are free; whole days, null when there is none. */
  daysUntilFree: number | null;
}>;

/** What a patient needs and wishes of one part of their team. */
export type PatientNeed = Readonly<{
  part: Part;
  /** Where they are treated: in the clinic, or where they have said that they are; null when nobody knows. */
  place: string | null;
  /** The first and the last day of the course. */
  course: Days;
  /** Any of these will do. */
  languages: readonly string[];
  topics: readonly string[];
  gender: string | null;
  offsetMin: number;
  /** Clinicians with whom they have met before. */
  knows: ReadonlySet<string>;
  hasConflictWith: ReadonlySet<string>;
  wantsNot: ReadonlySet<string>;
  isNotTakenBy: ReadonlySet<string>;
  /** Why somebody may prescribe for them from afar: `prescriberId` null holds for all. `not-asked`: their doses are given in the clinic. */
  legalBases: Kept<Days & Readonly<{ prescriberId: string | null }>> | 'not-asked';
}>;
