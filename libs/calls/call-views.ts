import { Injectable } from '@nestjs/common';

import type { CallPerson, CallRole, CallView } from '#contracts';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import { Clock, Config, type Db } from '#platform';
import type { AppointmentRow } from '#scheduling';
import { CallDoor, type Entrance } from './call-door.js';
import { DeviceCheckRepository } from './device-check.repository.js';
import { nextForGuest, nextForStaff, type Standing } from './domain/next.js';
import { callPart, firstOwner, treats } from './domain/part.js';
import { type Presence, presenceOf } from './domain/presence.js';
import type { ParticipantRow } from './participant.repository.js';
import type { RoomRow } from './room.repository.js';

/** Somebody of a call, and where they are. */
type Present = Omit<ParticipantRow, 'isRemoved'> &
  Readonly<{ presence: Presence; displayName: string; profession: string | null }>;
/** A call as it stands; `room` null before anybody came. */
export type Found = Entrance & Readonly<{ room: RoomRow | null; people: readonly ParticipantRow[] }>;
type Checks = Awaited<ReturnType<DeviceCheckRepository['findLast']>>;

const ABSENT = { hasKnocked: false, isAdmitted: false, hasLeft: false, wasSeen: false, isSeen: false } as const;

/** A call as one of its people sees it. */
@Injectable()
export class CallViews {
  constructor(
    private readonly identity: IdentityService,
    private readonly door: CallDoor,
    private readonly checks: DeviceCheckRepository,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async of(db: Db, caller: Caller, found: Found): Promise<CallView> {
    const { appointment, role, room } = found;
    const rows = found.people.length ? found.people.filter(({ isRemoved }) => !isRemoved) : partiesAsPeople(appointment);
    const ids = [...rows.map(({ personId }) => personId), ...(room?.noticeAbout ? [room.noticeAbout] : [])];
    const cards = await this.identity.people(db, [...new Set(ids)]);
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
      ...{ state: standing.state, role, hasEntered: !!own?.hasKnocked && !own.hasLeft },
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
    cards: ReadonlyMap<string, PersonCard>,
    { own, now }: { own: Presence; now: number },
  ): Standing {
    const clinicians = people.filter((person) => treats(person.role) && person.presence === 'here');
    const clinician = clinicians.find(({ isOwner }) => isOwner) ?? clinicians[0];
    const waiting = people.find(({ presence }) => presence === 'waiting');
    const patient = people.find((person) => person.role === 'patient');
    return {
      ...{ door: this.door.doorAt(appointment, role, new Date(now)), state: room?.state ?? 'waiting' },
      ...{ now, startsAt: appointment.startsAt.getTime(), lateMin: room?.lateMin ?? null },
      ...{ own, patient: patient?.presence ?? 'expected' },
      ...{ clinician: clinician?.displayName ?? null, waiting: waiting?.displayName ?? null },
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

function present({ isRemoved: _, ...row }: ParticipantRow, cards: ReadonlyMap<string, PersonCard>): Present {
  const card = cards.get(row.personId);
  return { ...row, presence: presenceOf(row), displayName: card?.displayName ?? '', profession: card?.profession ?? null };
}

type Seen = Readonly<{ caller: Caller; role: CallRole; isIn: boolean; checks: Checks }>;

function personJson(person: Present, { caller, role, isIn, checks }: Seen): CallPerson {
  const { id, personId, displayName, profession, isOwner, presence } = person;
  const isSelf = personId === caller.personId;
  const mayKnowDevice = isSelf || (treats(role) && !treats(person.role));
  return {
    ...{ participantId: id, personId, displayName, role: person.role, profession, isOwner, isSelf, presence },
    connection: isIn && presence === 'here' ? person.connection : null,
    deviceCheck: mayKnowDevice ? (checks.get(personId) ?? null) : null,
  };
}
