import { Controller } from '@nestjs/common';

import {
  barPairing,
  changePairingWish,
  chooseClinician,
  handOverPatient,
  rankClinicians,
  readPairing,
  stopSearch,
} from '#contracts';
import type { Caller } from '#identity';
import { HandOversService, PairingsService, SearchesService, SearchStopping, WishesService } from '#pairing';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Who looks after a patient, and who is looked for. */
@Controller()
@SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
export class PairingsController {
  constructor(
    private readonly pairings: PairingsService,
    private readonly searches: SearchesService,
    private readonly stopping: SearchStopping,
  ) {}

  @Serves(readPairing)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readPairing>) {
    return this.pairings.read(caller, params.patientId);
  }

  @Serves(rankClinicians)
  async rank(@Asks() caller: Caller, @Input() { params, body }: In<typeof rankClinicians>) {
    await this.searches.rank(caller, params.patientId, body.part, body.notId);
    return null;
  }

  @Serves(chooseClinician)
  async choose(@Asks() caller: Caller, @Input() { params, body }: In<typeof chooseClinician>) {
    const until = await this.searches.choose(caller, params.patientId, body);
    return { until: until.toISOString() };
  }

  @Serves(stopSearch)
  async stop(@Asks() caller: Caller, @Input() { params, body }: In<typeof stopSearch>) {
    await this.stopping.stop(caller, params.patientId, body.part);
    return null;
  }
}

/** What a patient wishes: they say it, or their team for them. */
@Controller()
@SignedIn('patient', 'therapist', 'prescriber', 'physician')
export class PairingWishesController {
  constructor(private readonly wishes: WishesService) {}

  @Serves(changePairingWish)
  async change(@Asks() caller: Caller, @Input() { params, body }: In<typeof changePairingWish>) {
    await this.wishes.change(caller, params.patientId, body);
    return null;
  }
}

/** What the patient's clinicians do. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class PairingTeamController {
  constructor(
    private readonly searches: SearchesService,
    private readonly handOvers: HandOversService,
  ) {}

  @Serves(barPairing)
  async bar(@Asks() caller: Caller, @Input() { params, body }: In<typeof barPairing>) {
    await this.searches.setConflict(caller, params.patientId, body.clinicianId);
    return null;
  }

  @Serves(handOverPatient)
  async handOver(@Asks() caller: Caller, @Input() { params, body }: In<typeof handOverPatient>) {
    const until = await this.handOvers.offer(caller, params.patientId, body);
    return { until: until.toISOString() };
  }
}
