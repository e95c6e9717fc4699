import { Controller } from '@nestjs/common';

import { changeRole, disablePerson, enablePerson, listPeople, signOutPerson } from '#contracts';
import { type Caller, PeopleAdminService } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** The people of the clinic, by name and role, for those who let them in. */
@Controller()
export class PeopleController {
  constructor(private readonly people: PeopleAdminService) {}

  @SignedIn('admin')
  @Serves(listPeople)
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listPeople>) {
    return this.people.list(caller, query);
  }

  @SignedIn('admin')
  @Serves(changeRole)
  async changeRole(@Asks() caller: Caller, @Input() { params, body }: In<typeof changeRole>): Promise<null> {
    await this.people.changeRole(caller, params.personId, body.role, body.profession ?? null);
    return null;
  }

  @SignedIn('admin')
  @Serves(disablePerson)
  async disable(@Asks() caller: Caller, @Input() { params }: In<typeof disablePerson>): Promise<null> {
    await this.people.disable(caller, params.personId);
    return null;
  }

  @SignedIn('admin')
  @Serves(signOutPerson)
  async signOut(@Asks() caller: Caller, @Input() { params }: In<typeof signOutPerson>): Promise<null> {
    await this.people.signOut(caller, params.personId);
    return null;
  }

  @SignedIn('admin')
  @Serves(enablePerson)
  async enable(@Asks() caller: Caller, @Input() { params }: In<typeof enablePerson>): Promise<null> {
    await this.people.enable(caller, params.personId);
    return null;
  }
}
