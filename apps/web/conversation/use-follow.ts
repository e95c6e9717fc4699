import { useTold } from '../use-told.js';
import { CONVERSATIONS } from './queries.js';

/** While this page is open, what is written shows at once. */
export const useFollow = (): void => useTold('conversations.follow', CONVERSATIONS);
