import type { PreparationAnswer, PreparationItem, TalkWish, TouchWish } from '#contracts';
import { TALK, TOUCH } from './item-words.js';

/** What stands in the fields of an item. */
export type Draft = Readonly<Partial<Record<'text' | 'wish' | 'backupName' | 'backupPhone', string>>>;
export type Answerable = Exclude<PreparationItem, 'medicine-counted'>;

const SHORTEST_PHONE = 6;

/** The fields of an answer that was given. */
export function draftOf(answer: PreparationAnswer | null): Draft {
  if (!answer) return {};
  const { item: _, ...fields } = answer;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string'));
}

const isTouch = (wish: string): wish is TouchWish => Object.hasOwn(TOUCH, wish);
const isTalk = (wish: string): wish is TalkWish => Object.hasOwn(TALK, wish);

/** The answer that the fields of an item make; null while something is missing. */
export function answerOf(item: Answerable, draft: Draft): PreparationAnswer | null {
  const [text, wish] = [draft.text?.trim() ?? '', draft.wish ?? ''];
  const [backupName, backupPhone] = [draft.backupName?.trim() ?? '', draft.backupPhone?.trim() ?? ''];
  switch (item) {
    case 'touch':
      return isTouch(wish) ? { item, wish, text } : null;
    case 'talk':
      return isTalk(wish) ? { item, wish, text } : null;
    case 'companions':
      return backupName && backupPhone.length >= SHORTEST_PHONE ? { item, backupName, backupPhone } : null;
    case 'emergency-card':
      return { item, isRight: true };
    case 'good-reactions':
    case 'hard-reactions':
    case 'driving':
    case 'fasting':
      return { item, understood: true };
    default:
      return text ? { item, text } : null;
  }
}
