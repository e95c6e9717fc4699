import { HOUR, MINUTE } from '#kernel';
import { checkDueAt } from '../due.js';
import type { Entry, EntryType } from '../entry.js';
import { isInClinic } from '../on-site.js';
import { MAY_BE_OVERRIDDEN } from '../overrides.js';
import type { SessionPlan } from '../plan.js';
import { initialState, replay } from '../reduce.js';
import type { CheckState, Phase, SessionState } from '../state.js';
import type { SimulatedClinic } from './simulated-clinic.js';

type Of<T extends EntryType> = Extract<Entry, { type: T }>;
const isA =
  <T extends EntryType>(type: T) =>
  (entry: Entry): entry is Of<T> =>
    entry.type === type;

const isLeaving = (entry: Entry) =>
  entry.type === 'chaperone-left' || (entry.type === 'observation' && entry.payload.sign === 'chaperone-unfit');

const CLINICIANS: readonly string[] = ['therapist', 'prescriber', 'physician'];
const TIMED: readonly Phase[] = ['dosed', 'onset', 'journey', 'emergence', 'recovery', 'release_check', 'released_home'];
const SETTLED: readonly CheckState[] = ['done', 'late', 'escalated'];

/** Every dose of the log, with what was written before it. */
const beforeEach = <T extends EntryType>(
  { log }: SimulatedClinic,
  type: T,
): { entry: Of<T>; earlier: Entry[]; later: Entry[] }[] =>
  log.flatMap((entry, i) => (isA(type)(entry) ? [{ entry, earlier: log.slice(0, i), later: log.slice(i + 1) }] : []));

/** The last of these says whether a companion is there. */
const PRESENCE: ReadonlySet<EntryType> = new Set<EntryType>(['arrival', 'chaperone-left', 'companion-on-duty']);

/** By the bare log: at home the companion is there, in the clinic somebody of the staff whose role the plan asks for. */
function isAttendedBy(earlier: readonly Entry[], plan: SessionPlan): boolean {
  if (!isInClinic(plan)) return earlier.findLast(({ type }) => PRESENCE.has(type))?.type === 'arrival';
  const fitting = earlier.filter(({ author }) => plan.onSite?.roles.some((role) => role === author.role));
  const moves = fitting.filter(({ type }) => type === 'staff-arrival' || type === 'staff-left');
  return moves.some(({ author, type }, i) => {
    const isGone = moves.slice(i + 1).some((other) => other.type === 'staff-left' && other.author.personId === author.personId);
    return type === 'staff-arrival' && !isGone;
  });
}

/** What was written before a dose as far as it was known when that was taken: a gate that took it back later is not. */
function upTo(dose: Entry, earlier: readonly Entry[]): readonly Entry[] {
  const release = earlier.findLastIndex(isA('release'));
  const takenBack = earlier.findIndex((entry, i) => i > release && entry.type === 'gate');
  return takenBack < 0 || earlier[takenBack]!.recordedAt <= dose.happenedAt ? earlier : earlier.slice(0, takenBack);
}

const pairs = ({ states }: SimulatedClinic): [SessionState, SessionState][] =>
  states.slice(1).map((after, i) => [states[i]!, after]);

/**
 * The safety laws of a live session. Each reads the bare log wherever it can, so that it does not believe what the reducer makes of it.
 * A clinic that they are asked about has swept twice after its last entry, a minute apart.
 */
export const laws: Readonly<Record<string, (clinic: SimulatedClinic) => boolean>> = {
  'a dose is taken only after a passed gate and a release that refers to it, with whoever has to be there': (clinic) =>
    beforeEach(clinic, 'dose-taken').every(({ entry, earlier }) => {
      const release = earlier.findLast(isA('release'));
      const gate = upTo(entry, earlier).findLast(isA('gate'));
      const relief = earlier.findLast(isA('companion-on-duty'));
      return (
        (relief?.seq ?? 0) < (release?.seq ?? 0) &&
        release?.payload.gateSeq === gate?.seq &&
        gate?.payload.isPassed === true &&
        gate.payload.findings.length === 18 &&
        gate.payload.findings.every(({ isMet }) => isMet) &&
        isAttendedBy(earlier, clinic.plan)
      );
    }),

  'a reading that holds is never followed by a dose': (clinic) =>
    beforeEach(clinic, 'dose-taken').every(({ earlier }) =>
      earlier.filter(isA('vitals')).every(({ payload }) => payload.systolicMmHg < 160 && !payload.hasSymptoms),
    ),

  'what holds the gate is met or signed for by a prescriber in this session, and only what may be': (clinic) =>
    beforeEach(clinic, 'dose-taken').every(({ entry, earlier }) => {
      const gate = upTo(entry, earlier).findLast(isA('gate'))!;
      const signed = earlier.filter(isA('override')).filter(({ author }) => ['prescriber', 'physician'].includes(author.role));
      return gate.payload.findings
        .filter(({ reason }) => reason === 'overridden')
        .every(({ item, evidence: { heldFor } }) => {
          const isSoft = MAY_BE_OVERRIDDEN[item]?.includes(String(heldFor)) === true;
          return isSoft && signed.some(({ payload }) => payload.item === item && payload.heldFor === heldFor);
        });
    }),

  'nobody takes a dose who has said of today what nobody may decide about': (clinic) =>
    beforeEach(clinic, 'dose-taken').every(({ entry, earlier }) => {
      const asked = earlier.filter(isA('today-answers'));
      const corrected = asked.findLastIndex(({ author }) => CLINICIANS.includes(author.role));
      const correctedAt = asked[corrected]?.happenedAt ?? 0;
      const standing = asked.filter(({ happenedAt }, index) => index >= corrected || happenedAt > correctedAt);
      return (
        asked.length > 0 &&
        earlier.some(isA('identity-confirmed')) &&
        standing.every(({ payload: said, happenedAt }) => {
          const isHard = said.alcoholOrCannabis === 'within-a-day' || said.tookOtherDrug || said.mayBePregnant;
          return !isHard && !said.hasUrinarySymptoms && happenedAt - said.ateHoursAgo * HOUR <= entry.recordedAt - 2 * HOUR;
        })
      );
    }),

  'there is one dose, and nothing before the dose comes after it': (clinic) =>
    beforeEach(clinic, 'dose-taken').every(({ later }) =>
      later.every(({ type }) => !['dose-taken', 'gate', 'release', 'abort'].includes(type)),
    ),

  'a discharge has a dose, its minimum time, end vitals and both confirmations before it': (clinic) =>
    beforeEach(clinic, 'discharge').every(({ entry, earlier }) => {
      const dose = earlier.find(isA('dose-taken'));
      const release = earlier.findLast(isA('release'));
      const dosedAt = Math.max(dose?.happenedAt ?? Number.NaN, release?.recordedAt ?? Number.NaN);
      const confirmed = earlier.filter(isA('discharge-confirmation')).map(({ author }) => author.role);
      return (
        entry.recordedAt >= dosedAt + 120 * MINUTE &&
        earlier.filter(isA('vitals')).some(({ happenedAt }) => happenedAt >= dosedAt + 90 * MINUTE) &&
        confirmed.some((role) => CLINICIANS.includes(role)) &&
        (isInClinic(clinic.plan)
          ? earlier.some(isA('handed-over')) && isAttendedBy(earlier, clinic.plan)
          : confirmed.includes('chaperone'))
      );
    }),

  'no alert is open at discharge': (clinic) =>
    beforeEach(clinic, 'discharge').every(({ earlier }) => {
      const closed = new Set(earlier.filter(isA('alert-closed')).map(({ payload }) => payload.alertId));
      return earlier.filter(isA('alert')).every(({ payload }) => closed.has(payload.alertId));
    }),

  'a check that was due is done, late or escalated': ({ state, plan, now }) => {
    if (state.dosedAt === undefined) return true;
    const { tiers } = plan.checks.ladder;
    const until =
      state.dischargedAt === undefined
        ? now - MINUTE - tiers.find(({ level }) => level >= 2)!.afterMin * MINUTE
        : state.dischargedAt - tiers[0]!.afterMin * MINUTE;
    for (let number = 1; checkDueAt(plan, state.dosedAt, number) <= until; number++) {
      const check = state.checks.find((item) => item.number === number);
      if (!check || !SETTLED.includes(check.state)) return false;
    }
    return true;
  },

  'an alert that climbs stays of the kind that it was raised as': ({ log }) => {
    const alerts = log.filter(isA('alert')).map(({ payload }) => payload);
    return alerts.every(({ alertId, kind }) => alerts.find((first) => first.alertId === alertId)!.kind === kind);
  },

  'a check that was answered before it climbed never climbs': ({ log }) =>
    log.every((entry, i) => {
      if (entry.type !== 'alert' || entry.payload.kind !== 'missed-check') return true;
      const { number, alertId } = entry.payload;
      const earlier = log.slice(0, i);
      const answeredAt = earlier.findIndex((other) => other.type === 'safety-check' && other.payload.number === number);
      if (answeredAt < 0) return true;
      return earlier
        .slice(0, answeredAt)
        .some((other) => other.type === 'alert' && other.payload.alertId === alertId && other.payload.level >= 2);
    }),

  'nothing un-escalates: checks stay escalated, answers stay, alerts neither vanish, nor sink, nor open again': (clinic) =>
    pairs(clinic).every(([before, after]) => isKept(before, after)),

  'an alert of level 2 or more ends by people: acknowledged, then closed': ({ log }) =>
    log.every((entry, i) => {
      if (entry.type !== 'alert-closed') return true;
      const about = log
        .slice(0, i)
        .filter((other) => 'alertId' in other.payload && other.payload.alertId === entry.payload.alertId);
      const isSerious = about.some((other) => other.type === 'alert' && other.payload.level >= 2);
      const isAcknowledged = about.some(({ type, author }) => type === 'acknowledgement' && CLINICIANS.includes(author.role));
      return !isSerious || (isAcknowledged && CLINICIANS.includes(entry.author.role));
    }),

  'an alert that somebody has taken on climbs no more': ({ log }) => {
    const takenOn = new Set<string>();
    return log.every((entry) => {
      if (entry.type === 'acknowledgement') takenOn.add(entry.payload.alertId);
      return entry.type !== 'alert' || !takenOn.has(entry.payload.alertId);
    });
  },

  'as long as nobody has taken an alert on, somebody will be called again': (clinic) => {
    const pending = clinic.pending();
    const open = clinic.state.alerts.filter(
      ({ closedAt, acknowledgedAt }) => closedAt === undefined && acknowledgedAt === undefined,
    );
    return open.every(({ id, kind, tier, level, raisedAt }) => {
      if (pending.some(({ ref }) => ref === id)) return true;
      if (kind !== 'missed-check' || tier !== 1 || level < 2) return false;
      // It joined the ladder of an earlier check: that one climbs, or somebody has answered it since.
      const answered = ({ kind: other, acknowledgedAt = 0 }: (typeof open)[number]) =>
        other === kind && acknowledgedAt >= raisedAt;
      return pending.some((row) => row.kind === 'check' && row.tier > 2) || clinic.state.alerts.some(answered);
    });
  },

  'while a session lives, its next check is armed': (clinic) => {
    const { dosedAt, dischargedAt } = clinic.state;
    return (
      dosedAt === undefined ||
      dischargedAt !== undefined ||
      clinic.pending().some(({ kind, tier }) => kind === 'check' && tier === 1)
    );
  },

  'a call for help is always an alert, and every alert calls people at once': ({ log, pages }) =>
    log.filter(isA('help')).every(({ seq }) => pages.includes(`help-${seq}/1`)) &&
    log.filter(isA('alert')).every(({ payload: { alertId, tier, level, kind } }) => {
      const isJoining = kind === 'missed-check' && tier === 1 && level >= 2;
      return isJoining || pages.includes(`${alertId}/${tier}`);
    }),

  'after the dose the phase only moves on': (clinic) =>
    pairs(clinic).every(
      ([before, after]) => before.dosedAt === undefined || TIMED.indexOf(after.phase) >= TIMED.indexOf(before.phase),
    ),

  'no dose is taken while something wants a clinician': (clinic) =>
    beforeEach(clinic, 'dose-taken').every(({ entry, earlier }) => {
      const closed = new Set(earlier.filter(isA('alert-closed')).map(({ payload }) => payload.alertId));
      return earlier
        .filter(isA('alert'))
        .every(({ payload, recordedAt }) => payload.level < 2 || closed.has(payload.alertId) || recordedAt > entry.happenedAt);
    }),

  'nobody is without a companion for eleven minutes unnoticed, nor in a session for three hours': ({ log, state, now }) => {
    const { dosedAt } = state;
    if (dosedAt === undefined || state.dischargedAt !== undefined) return true;
    const has = (id: string) => log.some(({ payload }) => 'alertId' in payload && payload.alertId === id);
    if (now >= dosedAt + 181 * MINUTE && !has('undischarged-1')) return false;
    const arrived = log.findLast(isA('arrival'))?.seq ?? 0;
    const left = log.find((entry) => entry.seq > arrived && isLeaving(entry));
    if (!left) return true;
    return now < Math.max(left.happenedAt, dosedAt) + 11 * MINUTE || has(`alone-${left.seq}`);
  },

  'what the sweep appends asks nothing of anybody': ({ lost }) => lost.length === 0,
};

/** Whether everything that is for good in `before` is still so in `after`. */
export function isKept(before: SessionState, after: SessionState): boolean {
  const items = [
    [before.checks, after.checks],
    [before.plannedVitals, after.plannedVitals],
  ] as const;
  const checksKept = items.every(([was, is]) =>
    was.every((old) => {
      const item = is.find(({ number }) => number === old.number);
      return (
        item !== undefined &&
        (old.state !== 'escalated' || item.state === 'escalated') &&
        (old.happenedAt === undefined || item.happenedAt === old.happenedAt)
      );
    }),
  );
  const alertsKept = before.alerts.every((old) => {
    const alert = after.alerts.find(({ id }) => id === old.id);
    return (
      alert !== undefined &&
      alert.level >= old.level &&
      alert.tier >= old.tier &&
      (old.acknowledgedAt === undefined || alert.acknowledgedAt === old.acknowledgedAt) &&
      (old.closedAt === undefined || alert.closedAt === old.closedAt)
    );
  });
  return checksKept && alertsKept;
}

/** The first law that a clinic breaks, by its words; undefined if none. */
export const brokenLaw = (clinic: SimulatedClinic): string | undefined => Object.keys(laws).find((law) => !laws[law]!(clinic));

/** Whether a log means the same when it is folded on from what was stored after `cut` of its entries. */
export function meansTheSame({ log, states, state, plan }: SimulatedClinic, cut: number): boolean {
  const stored: SessionState = JSON.parse(JSON.stringify(cut === 0 ? initialState() : states[cut - 1]));
  return JSON.stringify(replay(plan, log.slice(cut), stored)) === JSON.stringify(state);
}
