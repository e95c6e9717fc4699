import { Injectable } from '@nestjs/common';

import { AuthorityService, LicenceService, PdmpService } from '#credentials';
import { Directory } from '#identity';
import type { Db, Tx } from '#platform';
import type { Setting } from '#session-engine';
import { PauseWatch } from './pause-watch.js';
import { protocolProblems } from './problems.js';

/** How old what a patient said of where they are may be for a signature; before each dose they are asked again. Source: docs/adr/0032. */
const PLACE_WITHIN_HOURS = 30 * 24;
/** `day`: as `2026-11-29`, on the clock of the patient. */
export type Authority = Readonly<{ place: string; licenceId: string; day: string }>;
/** `setting`: where what is signed for is given. In the clinic nobody prescribes at a distance; older plans say nothing, and are at home. */
type Asked = Readonly<{ patientId: string; signerId: string; setting: Setting | undefined }>;

/** THE question whether somebody may sign for a patient today: a prescriber of the clinic, who may prescribe where the patient is. */
@Injectable()
export class SigningAuthority {
  constructor(
    private readonly licences: LicenceService,
    private readonly authority: AuthorityService,
    private readonly directory: Directory,
    private readonly pauses: PauseWatch,
    private readonly pdmp: PdmpService,
  ) {}

  /** @returns what a signature stands on, or why there can be none: a code */
  async of(db: Db, { patientId, signerId, setting }: Asked): Promise<Authority | string> {
    const mayPrescribe = (await this.directory.whoMayBeOnCall(db)).some(({ id }) => id === signerId);
    if (!mayPrescribe) return 'not-a-prescriber';
    const standing = await this.licences.coverage(db, { patientId, clinicianId: signerId, withinHours: PLACE_WITHIN_HOURS });
    if (!standing.isCovered) return standing.reason;
    const act = setting === 'clinic' ? ('prescribe-in-person' as const) : ('prescribe' as const);
    const asked = { patientId, jurisdiction: standing.place, day: standing.day, act };
    const judged = (await this.authority.judge(db, { personIds: [signerId], ...asked })).get(signerId)!;
    if (!judged.isMet) return judged.reason;
    return { place: standing.place!, licenceId: standing.licenceId, day: standing.day };
  }

  /** @throws `protocols.no-authority` with the reason, `protocols.paused` while something waits for a prescriber's look */
  async require(tx: Tx, asked: Asked): Promise<Authority> {
    if (await this.pauses.look(tx, asked.patientId)) throw protocolProblems.paused();
    return this.requireToday(tx, asked);
  }

  /** Also for somebody whose course is paused. @throws `protocols.no-authority` with the reason */
  async requireToday(tx: Tx, asked: Asked): Promise<Authority> {
    const authority = await this.of(tx, asked);
    if (typeof authority === 'string') throw protocolProblems.noAuthority({ reason: authority });
    return authority;
  }

  /**
   * For a dose: states ask for a look at their monitoring programme before an order, each by its own rule.
   *
   * @throws as `require`; `protocols.pdmp-due` with the reason
   */
  async requireForDose(tx: Tx, asked: Asked): Promise<Authority> {
    const authority = await this.require(tx, asked);
    const { patientId, signerId: personId } = asked;
    const { isMet, reason } = await this.pdmp.isCurrent(tx, { patientId, personId, jurisdiction: authority.place });
    if (!isMet) throw protocolProblems.pdmpDue({ reason: `pdmp-${reason}` });
    return authority;
  }
}
