import { Controller } from '@nestjs/common';

import { decideCourseReview, listCourseReviews, readOwnCourse } from '#contracts';
import type { Caller } from '#identity';
import { CourseDecisionsService, CourseReviewsService } from '#protocols';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Paused courses: therapists see why, prescribers decide. */
@Controller()
export class CourseReviewsController {
  constructor(
    private readonly reviews: CourseReviewsService,
    private readonly decisions: CourseDecisionsService,
  ) {}

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(listCourseReviews)
  async list(@Asks() caller: Caller) {
    return { reviews: await this.reviews.list(caller) };
  }

  @SignedIn('prescriber', 'physician')
  @Serves(decideCourseReview)
  async decide(@Asks() caller: Caller, @Input() { params, body }: In<typeof decideCourseReview>): Promise<null> {
    await this.decisions.decide(caller, params.patientId, body);
    return null;
  }
}

@Controller()
@SignedIn('patient')
export class OwnCourseController {
  constructor(private readonly reviews: CourseReviewsService) {}

  @Serves(readOwnCourse)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readOwnCourse>) {
    return this.reviews.own(caller, params.patientId);
  }
}
