import { Injectable } from '@nestjs/common';

import { Directory, type Duty, IdentityService } from '#identity';
import type { Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

type Notice = Parameters<DispatchService['call']>[1];

/** Tells those who answer for something in the clinic. */
@Injectable()
export class DutyNotices {
  constructor(
    private readonly directory: Directory,
    private readonly identity: IdentityService,
    private readonly dispatch: DispatchService,
  ) {}

  /** The first duty that anybody has; where nobody has one, the admins: they can give it to somebody. */
  async tell(tx: Tx, duties: readonly [Duty, Duty], notice: Notice): Promise<void> {
    let people = await this.directory.withDuty(tx, duties[0]);
    if (!people.length) people = await this.directory.withDuty(tx, duties[1]);
    if (!people.length) people = await this.identity.peopleWithRole(tx, 'admin');
    await this.dispatch.call(
      tx,
      notice,
      people.map(({ id }) => id),
    );
  }
}
