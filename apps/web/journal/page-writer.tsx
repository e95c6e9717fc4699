import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';

import { JournalPrompt, type Me, writeJournal } from '#contracts';
import { callOnce, isProblem } from '../call.js';
import { DraftShelf } from '../conversation/draft.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import styles from './journal.module.css';
import { journalQuery } from './queries.js';
import { PROMPTS } from './words.js';

/** Of the drafts on this device, the one of the journal. */
const SHELF = 'journal';
const LONGEST = 10_000;

/** Where a page is written; what is not kept yet stays on this device, without a line too. */
export function PageWriter({ me: { personId: patientId } }: { me: Me }) {
  const queries = useQueryClient();
  const shelf = useMemo(() => new DraftShelf(patientId, SHELF), [patientId]);
  const [draft, setDraft] = useState(() => shelf.read());
  const [prompt, setPrompt] = useState<JournalPrompt | ''>('');
  const send = useMutation({
    mutationFn: ({ text, key }: typeof draft) =>
      callOnce(writeJournal, { params: { patientId }, body: { text, prompt: prompt || null } }, key),
    onSuccess: () => setDraft(shelf.clear()),
    onSettled: () => queries.invalidateQueries({ queryKey: journalQuery(patientId).queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.text.trim() && !send.isPending) send.mutate(draft);
  };
  return (
    <form className={styles['writer']} onSubmit={submit}>
      <label htmlFor="prompt">A question to begin with, if you like</label>
      <select id="prompt" value={prompt} onChange={({ currentTarget }) => setPrompt(promptOf(currentTarget.value))}>
        <option value="">None, I just write</option>
        {JournalPrompt.options.map((code) => (
          <option key={code} value={code}>
            {PROMPTS[code]}
          </option>
        ))}
      </select>
      <label htmlFor="page">{prompt ? PROMPTS[prompt] : 'In your words'}</label>
      <textarea
        id="page"
        rows={8}
        maxLength={LONGEST}
        value={draft.text}
        readOnly={send.isPending}
        onChange={({ currentTarget }) => setDraft(shelf.change(draft, currentTarget.value))}
      />
      {isProblem(send.error, 'network.unreachable') ? (
        <Notice kind="watch">Not kept yet: there is no connection. Your words stay on this device. Try again soon.</Notice>
      ) : (
        <Failed error={send.error} />
      )}
      <Button type="submit" size="l" loading={send.isPending} disabled={!draft.text.trim()}>
        Keep this page
      </Button>
    </form>
  );
}

const promptOf = (value: string): JournalPrompt | '' => JournalPrompt.options.find((code) => code === value) ?? '';
