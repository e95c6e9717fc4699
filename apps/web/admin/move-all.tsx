import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { MovedAs } from '#contracts';
import { moveTo } from '../calendar/moves.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { errorWords } from '../shell/problem-words.js';
import { dayOf, timeOfDay } from '../time.js';
import { type Proposal, plannedMoves } from './move-plan.js';

type Outcome = Readonly<{ isMoved: boolean; words: string }>;

/** Moves all that are listed, one after the other, to the very times that are shown; each is a move of its own. */
export function MoveAll({ proposals, zone, onClose }: { proposals: readonly Proposal[]; zone: string; onClose: () => void }) {
  const queries = useQueryClient();
  const [moves] = useState(() => plannedMoves(proposals)); // what was shown is what is done, whatever is read meanwhile
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [state, setState] = useState<'asked' | 'moving' | 'done'>('asked');
  const moveAll = async () => {
    setState('moving');
    for (const { proposal, to } of moves) {
      const outcome = await moveOne(proposal.movedAs, to.startsAt);
      setOutcomes((known) => new Map(known).set(proposal.movedAs.id, outcome));
    }
    setState('done');
    await queries.invalidateQueries();
  };
  const words = (at: string) => `${dayOf(at, zone)}, ${timeOfDay(at, zone)}`;
  const moved = [...outcomes.values()].filter(({ isMoved }) => isMoved).length;
  return (
    <Dialog title="Move all of these?" onClose={state === 'moving' ? () => undefined : onClose}>
      <p>The clinic moves them, so it costs nobody anything. Each patient, and everybody who takes part, is told at once.</p>
      <ul className="stack">
        {moves.map(({ proposal: { movedAs, patientName, startsAt }, to }) => (
          <li key={movedAs.id}>
            <strong>{patientName}</strong>: {words(startsAt)} → {words(to.startsAt)} {outcomes.get(movedAs.id)?.words}
          </li>
        ))}
      </ul>
      {moves.length < proposals.length && <p>Those that would be too near to one of these stay on the list.</p>}
      <p role="status">{state === 'done' && `Moved: ${moved} of ${moves.length}. What could not be moved stays on the list.`}</p>
      <Choices>
        <Button variant="default" disabled={state === 'moving'} onClick={onClose}>
          {state === 'done' ? 'Close' : 'Not now'}
        </Button>
        {state !== 'done' && (
          <Button loading={state === 'moving'} onClick={() => void moveAll()}>
            Move all
          </Button>
        )}
      </Choices>
    </Dialog>
  );
}

const moveOne = (movedAs: MovedAs, startsAt: string): Promise<Outcome> =>
  moveTo(movedAs, startsAt, 'clinic').then(
    () => ({ isMoved: true, words: '✓ moved' }),
    (error: unknown) => ({ isMoved: false, words: `✗ ${errorWords(error)}` }),
  );
