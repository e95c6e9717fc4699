/** What became of a message, as far as we know. */
export type MessageState =
  | 'planned'
  | 'claimed'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'unknown'
  | 'undeliverable'
  | 'moot'
  | 'voided';

/** A provider's words for where a text is, as states of ours. What says only that it is on its way is `sent`: it has been taken. */
const WORDS: Readonly<Record<string, 'sent' | 'delivered' | 'undeliverable'>> = {
  ...{ accepted: 'sent', scheduled: 'sent', queued: 'sent', sending: 'sent', sent: 'sent' },
  ...{ delivered: 'delivered', read: 'delivered' },
  ...{ undelivered: 'undeliverable', failed: 'undeliverable', canceled: 'undeliverable' },
};
export const isProviderWord = (word: string): boolean => Object.hasOwn(WORDS, word);

const BEFORE_SENT: ReadonlySet<MessageState> = new Set(['claimed', 'unknown', 'failed']);

/**
 * What a message is once its provider has said a word about it. Words come twice and in any order: only one that tells more counts, and
 * what was delivered stays delivered.
 *
 * @returns the new state; null when the word tells nothing new
 */
export function afterWord(state: MessageState, word: string): 'sent' | 'delivered' | 'undeliverable' | null {
  const said = Object.hasOwn(WORDS, word) ? WORDS[word]! : null;
  if (said === null || said === state) return null;
  if (BEFORE_SENT.has(state)) return said;
  if (state === 'sent') return said === 'sent' ? null : said;
  return state === 'undeliverable' && said === 'delivered' ? said : null;
}

/** Errors that say: there is nobody at this number, or its owner wants nothing from us. @source https://www.twilio.com/docs/api/errors */
const DEAD: Readonly<Record<string, 'undeliverable' | 'opted-out'>> = {
  '21211': 'undeliverable', // no valid number
  '21614': 'undeliverable', // not a mobile number
  '30003': 'undeliverable', // unreachable handset
  '30005': 'undeliverable', // unknown handset
  '30006': 'undeliverable', // landline
  '21610': 'opted-out', // has said STOP
};
/** What an error code says about the address itself; null: nothing that lasts. */
export const addressAfter = (errorCode: string): 'undeliverable' | 'opted-out' | null => DEAD[errorCode] ?? null;
