import { Textarea, TextInput } from '@mantine/core';

import type { ClauseWords } from '#contracts';
import { Button } from '../shell/button.js';
import { ClauseChanges } from './clause-text.js';

type Props = {
  clause: ClauseWords;
  /** As it is in force; null when it is new. */
  before: ClauseWords | null;
  onChange: (clause: ClauseWords) => void;
  onRemove: () => void;
};

/** One clause to write, with what has changed in it. */
export function ClauseCard({ clause, before, onChange, onRemove }: Props) {
  const isChanged = before !== null && before.text !== clause.text;
  return (
    <section className="card stack" aria-label={clause.title || 'A clause without a title'}>
      <TextInput
        label="Title"
        maxLength={120}
        value={clause.title}
        onChange={({ currentTarget }) => onChange({ ...clause, title: currentTarget.value })}
      />
      <Textarea
        label="Text"
        description="A blank line begins a new paragraph."
        autosize
        minRows={4}
        maxLength={6000}
        value={clause.text}
        onChange={({ currentTarget }) => onChange({ ...clause, text: currentTarget.value })}
      />
      {before === null && <p className="small">New: not in force yet.</p>}
      {isChanged && (
        <div>
          <h3>What changes</h3>
          <ClauseChanges before={before.text} after={clause.text} />
        </div>
      )}
      <div>
        <Button variant="subtle" aria-label={`Take out: ${clause.title}`} onClick={onRemove}>
          Take out
        </Button>
      </div>
    </section>
  );
}
