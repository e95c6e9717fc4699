import type { ComponentType } from 'react';

import type { CancelReason, RestMember } from '#contracts';
import type { Reasons } from '../session/clinic-reasons.js';

/** What a change of several sessions costs for a reason. */
export type CostProps = { rest: readonly RestMember[]; reason: CancelReason | undefined };

/** How those speak of it who change what is left of a course: the patient, or the clinic for them. */
export type Voice = Readonly<{
  question: string;
  reasons: Reasons;
  /** What it means to cancel them. */
  cancelWords: string;
  goneWords: string;
  Cost: ComponentType<CostProps>;
}>;
