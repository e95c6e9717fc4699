import { Controller } from '@nestjs/common';

import { BreakGlassService, GlassPeople, GlassReviews } from '#care';
import { breakGlass, endGlass, listGlassNotices, listGlassReviews, readStanding, reviewGlass } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class BreakGlassController {
  constructor(
    private readonly glass: BreakGlassService,
    private readonly people: GlassPeople,
    private readonly reviews: GlassReviews,
  ) {}

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(breakGlass)
  async open(@Asks() caller: Caller, @Input() { body }: In<typeof breakGlass>) {
    const [opened] = await this.people.open([await this.glass.open(caller, body)]);
    return opened!;
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(endGlass)
  async end(@Asks() caller: Caller, @Input() { params }: In<typeof endGlass>): Promise<null> {
    await this.glass.end(caller, params.grantId);
    return null;
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'external', 'admin', 'auditor')
  @Serves(readStanding)
  standing(@Asks() caller: Caller) {
    return this.people.standing(caller);
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin', 'auditor')
  @Serves(listGlassReviews)
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listGlassReviews>) {
    return this.reviews.list(caller, query);
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin', 'auditor')
  @Serves(reviewGlass)
  review(@Asks() caller: Caller, @Input() { params, body }: In<typeof reviewGlass>) {
    return this.reviews.review(caller, params.grantId, body.outcome);
  }

  @SignedIn('patient')
  @Serves(listGlassNotices)
  notices(@Asks() caller: Caller, @Input() { params, query }: In<typeof listGlassNotices>) {
    return this.reviews.notices(caller, params.patientId, query);
  }
}
