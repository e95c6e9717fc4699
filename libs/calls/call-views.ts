import { Injectable } from '@nestjs/common';

import type { CallPerson, CallRole, CallView } from '#contracts';
import type { Caller } from '#identity';
import { Clock, Config, type Db } from '#platform';
import type { AppointmentRow } from '#scheduling';
import { CallDoor, type Entrance } from './call-door.js';
import { CallPeople, type Named } from './call-people.js';
import { DeviceCheckRepository } from './device-check.repository.js';
import { nextForGuest, nextForStaff, type Standing } from './domain/next.js';
import { callPart, firstOwner, treats } from './domain/part.js';
import { type Presence, presenceOf } from './domain/presence.js';
import type { ParticipantRow } from './participant.repository.js';
import type { RoomRow } from './room.repository.js';

/** Somebody of a call, and where they are. */
type Present = Omit<ParticipantRow, 'isRemoved'> &
  Readonly<{ presence: Presence }> &
  Pick<Named, 'displayName' | 'profession' | 'licensedIn'>;
/** A call as it stands; `room` null before anybody came. */
export type Found = Entrance & Readonly<{ room: RoomRow | null; people: readonly ParticipantRow[] }>;
type Checks = Awaited<ReturnType<DeviceCheckRepository['findLast']>>;

const ABSENT = {
  hasKnocked: false,
  isAdmitted: false,
  hasLeft: false,
  wasSeen: false,
  isSeen: false,
  isAway: false,
  isTold: false,
} as const;

/** A call as one of its people sees it. */
@Injectable()
export class CallViews {
  constructor(
    private readonly people: CallPeople,
    private readonly door: CallDoor,
    private readonly checks: DeviceCheckRepository,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async of(db: Db, caller: Caller, found: Found): Promise<CallView> {
    const { appointment, role, room } = found;
    const rows = found.people.length ? found.people.filter(({ isRemoved }) => !isRemoved) : partiesAsPeople(appointment);
    const cards = await this.people.of(db, rows, appointment, room?.noticeAbout ? [room.noticeAbout] : []);
    const [now, checks] = [await this.clock.now(db), await this.checks.findLast(db, appointment.id)];
    const people = rows.map((row) => present(row, cards));
    const own = people.find(({ personId }) => personId === caller.personId);
    const standing = this.standing(found, people, cards, { own: own?.presence ?? 'expected', now: now.getTime() });
    const { next, about } = treats(role) ? nextForStaff(standing) : nextForGuest(standing);
    const { opensAt, closesAt } = this.door.doorTimes(appointment, role);
    return {
      ...{ appointmentId: appointment.id, kind: appointment.kind, patientId: appointment.patientId },
      ...{ startsAt: appointment.startsAt.toISOString(), endsAt: appointment.endsAt.toISOString(), zone: caller.zone },
      ...{ opensAt: new Date(opensAt).toISOString(), closesAt: new Date(closesAt).toISOString(), door: standing.door },
      ...{ state: standing.state, role, hasEntered: !!own?.hasKnocked && !own.hasLeft && !own.isAway },
      ...{ isAdmitted: own?.isAdmitted ?? false, mayRun: treats(role), next, nextAbout: about },
      ...{ lateMin: room?.lateMin ?? null, lostAt: room?.lostAt?.toISOString() ?? null },
      people: people.map((person) => personJson(person, { caller, role, isIn: own?.presence === 'here', checks })),
      hasVideo: this.config.video !== undefined || this.config.mode === 'demo',
      relays: [...(this.config.video?.relays ?? [])],
    };
  }

  private standing(
    { appointment, role, room }: Found,
    people: readonly Present[],
    cards: ReadonlyMap<string, Named>,
    { own, now }: { own: Presence; now: number },
  ): Standing {
    const clinicians = people.filter((person) => treats(person.role) && person.presence === 'here');
    const clinician = clinicians.find(({ isOwner }) => isOwner) ?? clinicians[0];
    const nameOf = (...where: Presence[]) => people.find(({ presence }) => where.includes(presence))?.displayName ?? null;
    const patient = people.find((person) => person.role === 'patient');
    return {
      ...{ door: this.door.doorAt(appointment, role, new Date(now)), state: room?.state ?? 'waiting' },
      ...{ now, startsAt: appointment.startsAt.getTime(), lateMin: room?.lateMin ?? null },
      ...{ own, patient: patient?.presence ?? 'expected' },
      ...{ clinician: clinician?.displayName ?? null, waiting: nameOf('waiting'), elsewhere: nameOf('away', 'called') },
      notice: room?.notice
        ? { code: room.notice, about: (room.noticeAbout && cards.get(room.noticeAbout)?.displayName) ?? null }
        : null,
    };
  }
}

/** Before anybody has come: who will. */
function partiesAsPeople({ kind, parties, id }: AppointmentRow): ParticipantRow[] {
  const owner = firstOwner(kind, parties);
  const one = new Map(parties.map((party) => [party.personId, party]));
  return [...one.values()].map(({ personId, part }) => ({
    ...{ id, personId, role: callPart(kind, part), isOwner: personId === owner, invitedBy: null, isRemoved: false },
    ...{ connection: null, ...ABSENT },
  }));
}

function present({ isRemoved: _, ...row }: ParticipantRow, cards: ReadonlyMap<string, Named>): Present {
  const { displayName = '', profession = null, licensedIn = [] } = cards.get(row.personId) ?? {};
  return { ...row, presence: presenceOf(row), displayName, profession, licensedIn };
}

type Seen = Readonly<{ caller: Caller; role: CallRole; isIn: boolean; checks: Checks }>;

function personJson(person: Present, { caller, role, isIn, checks }: Seen): CallPerson {
  const { id, personId, displayName, profession, licensedIn, isOwner, presence } = person;
  const isSelf = personId === caller.personId;
  const mayKnowDevice = isSelf || (treats(role) && !treats(person.role));
  return {
    ...{ participantId: id, personId, displayName, role: person.role, profession, isOwner, isSelf, presence },
    licensedIn: [...licensedIn],
    connection: isIn && presence === 'here' ? person.connection : null,
    deviceCheck: mayKnowDevice ? (checks.get(personId) ?? null) : null,
  };
}
