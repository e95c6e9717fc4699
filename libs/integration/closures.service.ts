import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Audit } from '#audit';
import { CareService, careProblems } from '#care';
import type { TakenTime } from '#contracts';
import { type Caller, Directory } from '#identity';
import { DAY, toInstant } from '#kernel';
import { Clock, Database, type Db, Outbox, type Tx } from '#platform';
import { AvailabilityService, schedulingProblems, type TimeAway, WorkingTimesService } from '#scheduling';
import { type DisplacedFact, DisplacedFinder, standingOf } from './displaced.service.js';
import { cliniciansAway } from './messages.js';

type Outcome = Readonly<{ people: number; displaced: number; underWay: number }>;
/** So far ahead it is said at once how much has to be moved; what lies further ahead is on the list when its time comes nearer. */
const LOOK_DAYS = 92;

/** Whose time it is, and which. */
@Injectable()
export class ClosurePeople {
  constructor(
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly care: CareService,
    private readonly availability: AvailabilityService,
  ) {}

  async require(db: Db, caller: Caller, personId: string | null): Promise<string[]> {
    if (caller.role !== 'admin' && personId !== caller.personId) throw careProblems.notFound();
    const clinicians = (await this.directory.clinicians(db))
      .filter(({ isDisabled }) => !isDisabled)
      .map(({ id }) => id)
      .sort(); // in one order, whoever closes
    if (personId === null) return clinicians;
    if (!clinicians.includes(personId)) throw careProblems.notFound();
    return [personId];
  }

  /** As instants, or as days; a day is over when it is over everywhere. */
  async requireAhead(db: Db, entered: TakenTime): Promise<TimeAway> {
    const away = 'fromMin' in entered ? await this.instants(db, entered) : entered;
    const endsAt = 'endsAt' in away ? Date.parse(away.endsAt) : Date.parse(`${away.lastDay}T00:00:00Z`) + 2 * DAY;
    if (endsAt <= (await this.clock.now(db)).getTime()) throw schedulingProblems.closureOver();
    return away;
  }

  private async instants(db: Db, { kind, day, fromMin, toMin }: Extract<TakenTime, { fromMin: number }>): Promise<TimeAway> {
    const { zone } = await this.care.settings(db);
    const number = Date.parse(`${day}T00:00:00Z`) / DAY;
    const table = await this.availability.zoneTable(zone, { from: (number - 2) * DAY, to: (number + 3) * DAY }, db);
    const at = (minute: number) => new Date(toInstant(table, { day: number, minute })).toISOString();
    return { kind, startsAt: at(fromMin), endsAt: at(toMin) };
  }
}

type Closure = Readonly<{ personId: string | null; kind: string; concerned: readonly DisplacedFact[] }>;

/** Who has to know: of a session that is under way those who are on call, of the rest those who run the clinic. */
@Injectable()
export class ClosureNews {
  constructor(
    private readonly alerts: AlertsService,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  async tell(tx: Tx, caller: Caller, { personId, kind, concerned }: Closure): Promise<void> {
    const closureId = randomUUID();
    const act = { action: 'close', objectType: personId === null ? 'clinic' : 'person', reason: kind };
    await this.audit.record(tx, caller, personId === null ? act : { ...act, objectId: personId });
    const underWay = concerned.filter((fact) => standingOf(fact) === 'under-way');
    for (const { session } of underWay) {
      const { sessionId: subjectId, patientId } = session!;
      await this.alerts.raise(tx, { kind: 'clinician-away', subjectId, level: 2, patientId });
    }
    if (!concerned.length || (caller.role === 'admin' && !underWay.length)) return; // an admin who closes has the list before them
    await this.alerts.raise(tx, { kind: 'clinician-away', subjectId: closureId, level: 1 });
    await this.outbox.append(tx, cliniciansAway, { closureId });
  }
}

/** Time that is taken from the calendar at once: somebody is ill, the clinic closes. Nothing that is booked is touched by it. */
@Injectable()
export class ClosuresService {
  constructor(
    private readonly database: Database,
    private readonly times: WorkingTimesService,
    private readonly people: ClosurePeople,
    private readonly displaced: DisplacedFinder,
    private readonly news: ClosureNews,
  ) {}

  /**
   * @param personId null: everybody who treats patients here
   * @throws `care.not-found` for a clinician who names somebody else, or the whole clinic; `scheduling.closure-over`
   */
  async close(caller: Caller, personId: string | null, entered: TakenTime): Promise<Outcome> {
    return this.database.transact(async (tx) => {
      const ids = await this.people.require(tx, caller, personId);
      const away = await this.people.requireAhead(tx, entered);
      for (const id of ids) await this.times.takeOff(tx, id, away);
      const concerned = (await this.displaced.find(tx, LOOK_DAYS)).filter(({ absent }) => absent.some((id) => ids.includes(id)));
      await this.news.tell(tx, caller, { personId, kind: away.kind, concerned });
      const underWay = concerned.filter((fact) => standingOf(fact) === 'under-way').length;
      return { people: ids.length, displaced: concerned.length, underWay };
    });
  }
}
