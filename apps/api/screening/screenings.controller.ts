import { Controller } from '@nestjs/common';

import {
  assignScreening,
  checkIdentity,
  listScreenings,
  offerHandOff,
  openScreening,
  readScreening,
  stepScreening,
} from '#contracts';
import type { Caller } from '#identity';
import { CaseSteps, CasesService, IdentityChecks, OffersService, OwnersService, ScreeningsService, WorkList } from '#screening';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Screenings as those see them who look after them. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class ScreeningsController {
  constructor(
    private readonly workList: WorkList,
    private readonly screenings: ScreeningsService,
    private readonly steps: CaseSteps,
    private readonly identityChecks: IdentityChecks,
    private readonly offers: OffersService,
  ) {}

  @Serves(listScreenings)
  list(@Asks() caller: Caller) {
    return this.workList.read(caller);
  }

  @Serves(readScreening)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readScreening>) {
    return this.screenings.read(caller, params.patientId);
  }

  @Serves(stepScreening)
  async step(@Asks() caller: Caller, @Input() { params, body }: In<typeof stepScreening>) {
    const step = body.step === 'book' ? { ...body, startsAt: new Date(body.startsAt) } : body;
    await this.steps.take(caller, params.patientId, step);
    return null;
  }

  @Serves(checkIdentity)
  async checkIdentity(@Asks() caller: Caller, @Input() { params, body }: In<typeof checkIdentity>) {
    await this.identityChecks.record(caller, params.patientId, body.documentKind);
    return null;
  }

  @Serves(offerHandOff)
  async offer(@Asks() caller: Caller, @Input() { params, body }: In<typeof offerHandOff>) {
    const { handOffId, until } = await this.offers.offer(caller, params.patientId, body);
    return { handOffId, until: until.toISOString() };
  }
}

/** Whose a screening is, also by those who run the clinic and see nothing of it. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician', 'admin')
export class ScreeningOwnersController {
  constructor(
    private readonly cases: CasesService,
    private readonly owners: OwnersService,
  ) {}

  @Serves(openScreening)
  async open(@Asks() caller: Caller, @Input() { params, body }: In<typeof openScreening>) {
    await this.cases.open(caller, params.patientId, body.ownerId);
    return null;
  }

  @Serves(assignScreening)
  async assign(@Asks() caller: Caller, @Input() { params, body }: In<typeof assignScreening>) {
    await this.owners.assign(caller, params.patientId, body);
    return null;
  }
}
