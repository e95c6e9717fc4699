import { NativeSelect } from '@mantine/core';
import { useState } from 'react';

import type { WatchCovers } from '#contracts';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { useCoverActs } from './use-cover-acts.js';

const MINUTES = [10, 20, 30, 60, 120];

/** Whom to ask, and for how long. */
export function AwayDialog({ colleagues, onClose }: Readonly<{ colleagues: WatchCovers['colleagues']; onClose: () => void }>) {
  const [coverId, setCoverId] = useState('');
  const [minutes, setMinutes] = useState(20);
  const { ask } = useCoverActs(onClose);
  const people = colleagues.map(({ personId, displayName }) => ({ value: personId, label: displayName }));
  return (
    <Dialog title="Somebody watches for you" onClose={onClose}>
      <p>
        They are called to the board. Until they have said yes, and their screen shows each of your sessions, you are the one who
        watches. You stay on call and are called beside them.
      </p>
      <NativeSelect
        label="Who"
        data={[{ value: '', label: 'Choose a colleague' }, ...people]}
        value={coverId}
        onChange={({ currentTarget }) => setCoverId(currentTarget.value)}
      />
      <NativeSelect
        label="For how long"
        data={MINUTES.map((each) => ({ value: String(each), label: `${each} minutes` }))}
        value={String(minutes)}
        onChange={({ currentTarget }) => setMinutes(Number(currentTarget.value))}
      />
      <Failed error={ask.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          I stay
        </Button>
        <Button disabled={!coverId} loading={ask.isPending} onClick={() => ask.mutate({ coverId, minutes })}>
          Ask them
        </Button>
      </Choices>
    </Dialog>
  );
}
