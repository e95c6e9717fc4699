import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import type { IncidentView, WriteIncident } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { useWrite } from './use-write.js';
import { SAID } from './words.js';

type Kind = Exclude<WriteIncident['kind'], 'done'>;
type Draft = Readonly<{ kind: Kind; words: string; ownerId: string; dueOn: string }>;
const KINDS: readonly Kind[] = ['account', 'finding', 'action', 'safeguarding'];
const EMPTY: Draft = { kind: 'account', words: '', ownerId: '', dueOn: '' };

const said = ({ kind, words, ownerId, dueOn }: Draft): WriteIncident =>
  kind === 'action' ? { kind, words, ownerId, dueOn } : { kind, words };
const isWhole = ({ kind, words, ownerId, dueOn }: Draft) =>
  words.trim().length >= 3 && (kind !== 'action' || (ownerId !== '' && dueOn !== ''));

/** Adds an account, a finding, an action, or what protects somebody; until the review has ended. */
export function WriteForm({ incident: { incidentId, people, reviewedAt } }: { incident: IncidentView }) {
  const [draft, setDraft] = useState(EMPTY);
  const write = useWrite(incidentId, () => setDraft(EMPTY));
  if (reviewedAt !== null) return null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    write.mutate(said(draft));
  };
  const set = (name: keyof Draft) => (event: { currentTarget: { value: string } }) =>
    setDraft({ ...draft, [name]: event.currentTarget.value });
  return (
    <form className="card stack" onSubmit={send} aria-label="Write about it">
      <NativeSelect
        label="What do you add?"
        data={KINDS.map((value) => ({ value, label: SAID[value] }))}
        value={draft.kind}
        onChange={set('kind')}
      />
      <Textarea label="In words" autosize minRows={2} maxLength={4000} value={draft.words} onChange={set('words')} />
      {draft.kind === 'action' && (
        <>
          <NativeSelect
            label="Who answers for it?"
            data={[
              { value: '', label: 'Choose somebody' },
              ...people.map(({ personId, displayName }) => ({ value: personId, label: displayName })),
            ]}
            value={draft.ownerId}
            onChange={set('ownerId')}
          />
          <TextInput label="By which day?" type="date" value={draft.dueOn} onChange={set('dueOn')} />
        </>
      )}
      <Failed error={write.error} />
      <div>
        <Button type="submit" loading={write.isPending} disabled={!isWhole(draft)}>
          Add it
        </Button>
      </div>
    </form>
  );
}
