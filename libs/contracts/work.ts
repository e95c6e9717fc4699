import { z } from 'zod';

export const FollowWork = z.strictObject({});
export type FollowWork = z.infer<typeof FollowWork>;
/** Something has changed of what whoever hears it has to do, or waits for; what, is asked for over HTTP. */
export const WorkChanged = z.object({});
export type WorkChanged = z.infer<typeof WorkChanged>;
