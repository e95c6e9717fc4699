import type { CallView } from '#contracts';
import type { Heard } from './line.js';

const firstName = (name: string) => name.split(' ')[0] ?? name;

/**
 * Of whom picture and sound are lost while one's own line works, by first names; empty when that cannot be told apart from a line of one's own
 * that is lost. The clinic hears this screen and not theirs, or others are still seen and heard.
 */
export function whoIsLost(
  { people }: Pick<CallView, 'people'>,
  { state, seen }: Pick<Heard, 'state' | 'seen'>,
): readonly string[] {
  if (state !== 'joined') return [];
  const isAnyLive = seen.some((one) => one.state === 'live');
  const isSilent = (participantId: string) =>
    seen.some((one) => one.participantId === participantId && one.state === 'lost') && isAnyLive;
  return people
    .filter(
      ({ isSelf, presence, participantId }) =>
        !isSelf && (presence === 'lost' || (presence === 'here' && isSilent(participantId))),
    )
    .map(({ displayName }) => firstName(displayName));
}
