/** What somebody wants to see or do of a patient. Each route and socket event asks for one. */
export type Scope =
  /** When and with whom they meet. */
  | 'schedule'
  /** Who cares for them. */
  | 'team'
  /** Decide who cares for them. */
  | 'team-change'
  /** What the clinic is warned of about them. */
  | 'alerts'
  /** Book and cancel for them, and say whether a visit took place. */
  | 'planning'
  /** Move what is booked for them, or call it off before the dose. */
  | 'rescheduling'
  /** Their live session: its log, their address, and writing into it. */
  | 'session'
  /** How far a session has come, without its log. */
  | 'summary'
  /** Judge the gate and release the dose. */
  | 'dose'
  /** Visits after a session. */
  | 'integration'
  /** What they and their team write to each other. */
  | 'messages'
  /** What they have answered, what it scores, and what it means. */
  | 'assessments'
  /** Their way to a decision: who owns it, to whom it is offered, and what is decided. */
  | 'screening'
  /** Papers of their record, and letters about them. */
  | 'documents'
  /** Adding papers, writing letters. */
  | 'documents-add'
  /** Their consent, clause by clause, and what they have signed of it. */
  | 'consents'
  /** Where they stand in their programme, and what comes next. */
  | 'programme'
  /** Their chart: problems, allergies, medicines, notes. */
  | 'chart'
  /** Writing into it. */
  | 'chart-write'
  /** What only they themselves decide or are told: what they release, and who opened their record in an emergency. */
  | 'own'
  /** Notes that a therapist keeps apart from the chart. */
  | 'psychotherapy-notes';

/** What ties a person to a patient for a time: the care team, a record opened in an emergency, or what the patient released. */
export type Tie = Readonly<{
  kind: 'assignment' | 'break-glass' | 'release';
  personId: string;
  patientId: string;
  startsAt: number;
  endsAt: number | null;
  /** Of a release: what the patient let go. */
  releases: readonly string[];
}>;

/** Who asks; an external therapist works elsewhere and sees what the patient released, and nothing else. */
export type Asker = Readonly<{ personId: string; role: string; sessionScope: string | null; isExternal?: boolean }>;

/** Why somebody may: `clinic` is the running of the clinic, which sees schedules and no health data. */
export type Ground = 'self' | 'clinic' | Tie['kind'];

/** Roles that may hold a tie to a patient and see health data through it. */
export const CLINICAL: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);

/** Whether somebody can be let into a patient's care: a clinician of this clinic. */
export const isClinical = ({ role, isExternal }: Pick<Asker, 'role' | 'isExternal'>): boolean =>
  CLINICAL.has(role) && !isExternal;

const EVERYBODYS: readonly Ground[] = ['self', 'assignment', 'break-glass', 'release', 'clinic'];

/**
 * The grounds that open each scope. A record that was opened in an emergency is for seeing and for helping: nobody plans a course or
 * releases a dose with it, and psychotherapy notes stay shut whatever happens. Source: docs/security.md.
 */
const OPENED_BY: Readonly<Record<Scope, readonly Ground[]>> = {
  schedule: EVERYBODYS,
  integration: EVERYBODYS,
  summary: ['self', 'assignment', 'break-glass', 'release'],
  team: ['self', 'assignment', 'break-glass', 'clinic'],
  'team-change': ['assignment', 'clinic'],
  alerts: ['assignment', 'break-glass', 'clinic'],
  session: ['self', 'assignment', 'break-glass'],
  planning: ['self', 'assignment'],
  messages: ['self', 'assignment'],
  rescheduling: ['self', 'assignment', 'clinic'],
  dose: ['assignment'],
  assessments: ['assignment', 'break-glass'],
  screening: ['assignment'],
  documents: ['self', 'assignment', 'break-glass'],
  'documents-add': ['self', 'assignment'],
  consents: ['self', 'assignment', 'break-glass'],
  programme: ['self', 'assignment', 'break-glass'],
  chart: ['assignment', 'break-glass'],
  'chart-write': ['assignment'],
  own: ['self'],
  'psychotherapy-notes': ['assignment'],
};

/** What a patient's release has to name for it to open a scope. */
const RELEASED_AS: Readonly<Partial<Record<Scope, string>>> = {
  schedule: 'schedule',
  integration: 'integration',
  summary: 'session-summary',
};

const isOpen = ({ startsAt, endsAt }: Tie, now: number) => startsAt <= now && (endsAt === null || now < endsAt);

function opens(tie: Tie, asker: Asker, scope: Scope): boolean {
  if (!OPENED_BY[scope].includes(tie.kind)) return false;
  if (tie.kind === 'release') return tie.releases.includes(RELEASED_AS[scope] ?? '');
  if (asker.isExternal) return false;
  return scope !== 'psychotherapy-notes' || asker.role === 'therapist';
}

/** An assignment says more than an emergency does, and an emergency more than a release. */
const STRONGEST_FIRST: readonly Tie['kind'][] = ['assignment', 'break-glass', 'release'];

/**
 * THE access predicate: why a person may see or do something of a patient; null when they may not, and then they may not know either.
 *
 * A patient may of their own; a clinician through a tie that is open at `now`; an admin what the running of the clinic asks for. Nobody
 * else, whatever their role. A sign-in that is good for one session opens no patient: that is decided where sessions are.
 *
 * @param ties of the asker; others are passed over. Instants in epoch ms
 * @param now  epoch ms
 */
export function groundFor(asker: Asker, patientId: string, scope: Scope, ties: readonly Tie[], now: number): Ground | null {
  if (asker.sessionScope !== null) return null;
  if (asker.role === 'patient') return asker.personId === patientId && OPENED_BY[scope].includes('self') ? 'self' : null;
  if (asker.role === 'admin') return OPENED_BY[scope].includes('clinic') ? 'clinic' : null;
  if (!CLINICAL.has(asker.role)) return null;
  const open = ties.filter(
    (tie) => tie.personId === asker.personId && tie.patientId === patientId && isOpen(tie, now) && opens(tie, asker, scope),
  );
  return STRONGEST_FIRST.find((kind) => open.some((tie) => tie.kind === kind)) ?? null;
}

/** The patients for whom `groundFor` finds a ground; `all` where it needs none of their own. The same answer, for lists. */
export function patientsFor(asker: Asker, scope: Scope, ties: readonly Tie[], now: number): readonly string[] | 'all' {
  const { personId, role } = asker;
  if (role === 'admin' && groundFor(asker, '', scope, ties, now)) return 'all';
  const candidates = role === 'patient' ? [personId] : [...new Set(ties.map(({ patientId }) => patientId))];
  return candidates.filter((patientId) => groundFor(asker, patientId, scope, ties, now) !== null);
}
