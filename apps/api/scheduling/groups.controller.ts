import { Controller } from '@nestjs/common';

import {
  cancelGroup,
  changeGroupLeaders,
  createGroup,
  listGroupAnswers,
  listGroupLeaders,
  listGroups,
  listGroupTimes,
  moveGroup,
  readGroupLeaders,
  takePlace,
} from '#contracts';
import type { Caller } from '#identity';
import { GroupLeaders, GroupPlaces, GroupSessions } from '#scheduling';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class GroupsController {
  constructor(
    private readonly groups: GroupSessions,
    private readonly places: GroupPlaces,
    private readonly leaders: GroupLeaders,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(listGroups)
  async list(@Asks() caller: Caller) {
    return { groups: await this.places.list(caller) };
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listGroupTimes)
  listTimes(@Input() { query }: In<typeof listGroupTimes>) {
    return this.groups.listTimes(query.staff, query);
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(createGroup)
  create(@Asks() caller: Caller, @Input() { body }: In<typeof createGroup>) {
    return this.groups.create(caller, body.staffIds, new Date(body.startsAt));
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(takePlace)
  take(@Asks() caller: Caller, @Input() { params, body }: In<typeof takePlace>) {
    return this.places.take(caller, params.groupId, body.patientId);
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(cancelGroup)
  async cancel(@Asks() caller: Caller, @Input() { params }: In<typeof cancelGroup>): Promise<null> {
    await this.groups.cancel(caller, params.groupId);
    return null;
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listGroupAnswers)
  listAnswers(@Asks() caller: Caller, @Input() { params, query }: In<typeof listGroupAnswers>) {
    return this.groups.answers(caller, params.groupId, { from: Date.parse(query.from), to: Date.parse(query.to) });
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(moveGroup)
  move(@Asks() caller: Caller, @Input() { params, body }: In<typeof moveGroup>) {
    return this.groups.move(caller, params.groupId, new Date(body.startsAt));
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listGroupLeaders)
  listLeaders() {
    return this.leaders.list();
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(readGroupLeaders)
  readLeaders(@Asks() caller: Caller, @Input() { params }: In<typeof readGroupLeaders>) {
    return this.leaders.read(caller, params.groupId);
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(changeGroupLeaders)
  changeLeaders(@Asks() caller: Caller, @Input() { params, body }: In<typeof changeGroupLeaders>) {
    return this.leaders.change(caller, params.groupId, body.staffIds);
  }
}
