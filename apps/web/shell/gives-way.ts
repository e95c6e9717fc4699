import { isWorthRepeating } from '../call.js';

/** Whether a page gives way to an error. What is shown stays while only the line is gone: somebody may be writing in it. */
export const givesWay = (error: Error | null, data: unknown): error is Error =>
  error !== null && (data === undefined || !isWorthRepeating(error));
