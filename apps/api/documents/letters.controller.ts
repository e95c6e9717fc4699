import { Controller } from '@nestjs/common';

import {
  dispatchLetter,
  giveOutsideRelease,
  listLetters,
  listOutsideReleases,
  previewLetter,
  readLetter,
  revokeOutsideRelease,
  signLetter,
} from '#contracts';
import { LetterSigning, LettersService, OutsideReleasesService } from '#documents';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Whom outside the patient lets the clinic write to. */
@Controller()
@SignedIn('patient')
export class OutsideReleasesController {
  constructor(private readonly releases: OutsideReleasesService) {}

  @Serves(listOutsideReleases)
  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  async list(@Asks() caller: Caller, @Input() { params }: In<typeof listOutsideReleases>) {
    return { releases: await this.releases.list(caller, params.patientId) };
  }

  @Serves(giveOutsideRelease)
  give(@Asks() caller: Caller, @Input() { params, body }: In<typeof giveOutsideRelease>) {
    return this.releases.give(caller, params.patientId, body);
  }

  @Serves(revokeOutsideRelease)
  async revoke(@Asks() caller: Caller, @Input() { params }: In<typeof revokeOutsideRelease>) {
    await this.releases.revoke(caller, params.patientId, params.releaseId);
    return {};
  }
}

/** Letters that leave the clinic, and every one of them for its patient to see. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class LettersController {
  constructor(
    private readonly letters: LettersService,
    private readonly signing: LetterSigning,
  ) {}

  @Serves(listLetters)
  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  list(@Asks() caller: Caller, @Input() { params }: In<typeof listLetters>) {
    return this.letters.list(caller, params.patientId);
  }

  @Serves(readLetter)
  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readLetter>) {
    return this.letters.read(caller, params.patientId, params.letterId);
  }

  @Serves(previewLetter)
  preview(@Asks() caller: Caller, @Input() { params, body }: In<typeof previewLetter>) {
    return this.letters.preview(caller, params.patientId, body);
  }

  @Serves(signLetter)
  sign(@Asks() caller: Caller, @Input() { params, body }: In<typeof signLetter>) {
    return this.signing.sign(caller, params.patientId, body);
  }

  @Serves(dispatchLetter)
  dispatch(@Asks() caller: Caller, @Input() { params, body }: In<typeof dispatchLetter>) {
    return this.signing.dispatch(caller, params.patientId, params.letterId, body.how);
  }
}
