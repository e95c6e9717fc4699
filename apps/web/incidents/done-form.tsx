import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import type { IncidentEntry } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { useWrite } from './use-write.js';

/** Somebody says that an action was done, and how. */
export function DoneForm({ incidentId, action }: { incidentId: string; action: IncidentEntry }) {
  const [words, setWords] = useState<string | null>(null);
  const write = useWrite(incidentId, () => setWords(null));
  if (words === null)
    return (
      <div>
        <Button variant="default" onClick={() => setWords('')} aria-label={`Say that it was done: ${action.words ?? 'action'}`}>
          It was done
        </Button>
      </div>
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({ kind: 'done', words, actionId: action.entryId });
  };
  return (
    <form className="stack" onSubmit={send}>
      <TextInput label="How was it done?" value={words} onChange={({ currentTarget }) => setWords(currentTarget.value)} />
      <Failed error={write.error} />
      <div>
        <Button type="submit" loading={write.isPending} disabled={words.trim().length < 3}>
          Say that it was done
        </Button>
      </div>
    </form>
  );
}
