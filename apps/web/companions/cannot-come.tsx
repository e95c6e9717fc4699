import { useState } from 'react';
import type { ChaperoneView } from '../chaperone/view.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Notice } from '../shell/states.js';

/** For a companion who is not there yet, and will not be. */
export function CannotCome({ live, view: { state, outgoing }, people }: ChaperoneView) {
  const [isAsking, setAsking] = useState(false);
  if (state.companionOutSince !== undefined)
    return (
      <Notice kind="watch">
        The clinic knows that you cannot come, and asks whoever stands in for you. Can you come after all? Then tap “I am here”
        when you are.
      </Notice>
    );
  const say = () => {
    live.record({ type: 'chaperone-left', payload: {} });
    setAsking(false);
  };
  return (
    <>
      <Button
        variant="default"
        size="l"
        disabled={outgoing.some(({ entry }) => entry.type === 'chaperone-left')}
        onClick={() => setAsking(true)}
      >
        I cannot come
      </Button>
      {isAsking && (
        <Dialog title="You cannot come?" onClose={() => setAsking(false)}>
          <p>Whoever stands in for you is asked at once, and the team of {people.patient} is told. Thank you for saying so.</p>
          <Choices>
            <Button variant="default" size="l" onClick={() => setAsking(false)}>
              I can come
            </Button>
            <Button size="l" onClick={say}>
              I cannot come
            </Button>
          </Choices>
        </Dialog>
      )}
    </>
  );
}
