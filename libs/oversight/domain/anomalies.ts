import { DAY } from '#kernel';

/** What one person did, deliberately, with the record of one patient; instants in epoch ms. */
export type Reads = Readonly<{
  actorId: string;
  actorRole: string;
  subjectId: string;
  acts: number;
  firstAt: number;
  lastAt: number;
}>;
/** Somebody as far as people are compared; `phone` is something by which numbers can be compared, null without one. */
export type Known = Readonly<{ id: string; name: string; isStaff: boolean; phone: string | null }>;
type Tie = Readonly<{ patientId: string; personId: string; startsAt: number; endsAt: number | null }>;
type Meeting = Readonly<{ patientId: string; personId: string; startsAt: number; endsAt: number }>;
type Duty = Readonly<{ personId: string; startsAt: number; endsAt: number }>;

/** What reads are judged by; instants in epoch ms. */
export type Circumstances = Readonly<{
  people: ReadonlyMap<string, Known>;
  staff: readonly Known[];
  ties: readonly Tie[];
  meetings: readonly Meeting[];
  duties: readonly Duty[];
}>;

export type Kind = 'self' | 'household' | 'colleague' | 'no-appointment';
export type Evidence =
  | 'same-person'
  | 'same-name'
  | 'same-phone'
  | 'same-surname'
  | 'works-here'
  | 'no-assignment'
  | 'no-duty'
  | 'no-appointment';
export type Anomaly = Reads & Readonly<{ kind: Kind; evidence: readonly Evidence[] }>;

/** How far from a read an appointment explains it. Source: docs/adr/0010-audit-is-a-chain.md. */
const NEAR_MS = 14 * DAY;

const plain = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
const surname = (name: string) => plain(name).split(/\s+/).at(-1) ?? '';
const isSameName = (one: Known, other: Known) => plain(one.name) === plain(other.name);
const isSamePhone = (one: Known, other: Known) => one.phone !== null && one.phone === other.phone;
const evidence = (signs: Partial<Record<Evidence, boolean>>) =>
  (Object.keys(signs) as Evidence[]).filter((sign) => signs[sign] === true);

/** Staff who are patients have two entries in the clinic: the same person is found by name or telephone. */
function selfOf(actor: Known, subject: Known): Evidence[] {
  return evidence({
    'same-person': actor.id === subject.id,
    'same-name': actor.id !== subject.id && isSameName(actor, subject),
    'same-phone': actor.id !== subject.id && isSameName(actor, subject) && isSamePhone(actor, subject),
  });
}

const householdOf = (actor: Known, subject: Known): Evidence[] =>
  evidence({ 'same-phone': isSamePhone(actor, subject), 'same-surname': surname(actor.name) === surname(subject.name) });

function colleagueOf(actor: Known, subject: Known, staff: readonly Known[]): Evidence[] {
  const others = staff.filter(({ id }) => id !== actor.id && id !== subject.id);
  const isNamed = others.some((other) => isSameName(other, subject));
  const isCalled = others.some((other) => isSamePhone(other, subject));
  return evidence({ 'works-here': subject.isStaff, 'same-name': isNamed, 'same-phone': isCalled });
}

/** Nothing explains it: no assignment while it was read, no duty, and no appointment near. */
function unexplained({ actorId, subjectId, firstAt, lastAt }: Reads, { ties, meetings, duties }: Circumstances): Evidence[] {
  const isOfPair = (each: { patientId: string; personId: string }) => each.patientId === subjectId && each.personId === actorId;
  const touches = (startsAt: number, endsAt: number | null, nearMs = 0) =>
    startsAt - nearMs <= lastAt && (endsAt === null || firstAt < endsAt + nearMs);
  const isTied = ties.some((tie) => isOfPair(tie) && touches(tie.startsAt, tie.endsAt));
  const isOnDuty = duties.some(({ personId, startsAt, endsAt }) => personId === actorId && touches(startsAt, endsAt));
  const isMet = meetings.some((meeting) => isOfPair(meeting) && touches(meeting.startsAt, meeting.endsAt, NEAR_MS));
  return isTied || isOnDuty || isMet ? [] : ['no-assignment', 'no-duty', 'no-appointment'];
}

/**
 * Which reads somebody should ask about, and why. A person is named once for a patient and kind; a household is not asked about where it
 * is the person themselves. It accuses nobody: families share names, and clinics treat their own.
 *
 * @param reads without those in an emergency, which are looked at one by one
 */
export function findAnomalies(reads: readonly Reads[], circumstances: Circumstances): Anomaly[] {
  return reads.flatMap((read) => {
    const [actor, subject] = [circumstances.people.get(read.actorId), circumstances.people.get(read.subjectId)];
    if (!actor || !subject) return [];
    const self = selfOf(actor, subject);
    const found: [Kind, readonly Evidence[]][] = [
      ['self', self],
      ['household', self.length ? [] : householdOf(actor, subject)],
      ['colleague', self.length ? [] : colleagueOf(actor, subject, circumstances.staff)],
      ['no-appointment', unexplained(read, circumstances)],
    ];
    return found.filter(([, signs]) => signs.length).map(([kind, signs]) => ({ ...read, kind, evidence: signs }));
  });
}
