/** What somebody wants who answers a text with one word; the words that providers of texts in the US and Canada know. */
export type Wish = 'stop' | 'start' | 'help' | 'other';

const STOP = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'optout', 'revoke']);
const START = new Set(['start', 'yes', 'unstop']);
const HELP = new Set(['help', 'info']);

/**
 * @param body     what was written
 * @param optOut   what the provider has taken it for, where it says so (`OptOutType`); its word counts
 * @source https://www.twilio.com/docs/messaging/compliance/toll-free-and-long-code-opt-out
 */
export function wishOf(body: string, optOut?: string): Wish {
  const word = (optOut ?? body)
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  if (STOP.has(word)) return 'stop';
  if (START.has(word)) return 'start';
  return HELP.has(word) ? 'help' : 'other';
}
