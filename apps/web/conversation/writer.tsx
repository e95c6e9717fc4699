import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';

import { LONGEST_MESSAGE, type Me, writeMessage } from '#contracts';
import { callOnce, isProblem } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import styles from './conversation.module.css';
import { DraftShelf } from './draft.js';
import { CONVERSATIONS } from './queries.js';

const NEAR_END = 300;

/** Where a message is written. What is not sent yet stays here, on this device. */
export function Writer({ me, patientId, to }: { me: Me; patientId: string; to: string }) {
  const queries = useQueryClient();
  const shelf = useMemo(() => new DraftShelf(me.personId, patientId), [me.personId, patientId]);
  const [draft, setDraft] = useState(() => shelf.read());
  const send = useMutation({
    mutationFn: ({ text, key }: typeof draft) => callOnce(writeMessage, { params: { patientId }, body: { text } }, key),
    onSuccess: () => setDraft(shelf.clear()),
    onSettled: () => queries.invalidateQueries({ queryKey: CONVERSATIONS }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.text.trim() && !send.isPending) send.mutate(draft);
  };
  const left = LONGEST_MESSAGE - draft.text.length;
  return (
    <form className={styles['writer']} onSubmit={submit}>
      <label htmlFor="message">Write to {to}</label>
      <textarea
        id="message"
        rows={3}
        maxLength={LONGEST_MESSAGE}
        value={draft.text}
        readOnly={send.isPending}
        onChange={({ currentTarget }) => setDraft(shelf.change(draft, currentTarget.value))}
      />
      {left < NEAR_END && <p className="quiet small">{left} characters left</p>}
      {isProblem(send.error, 'network.unreachable') ? (
        <Notice kind="watch">Not sent yet: there is no connection. Your words are kept on this device. Try again soon.</Notice>
      ) : (
        <Failed error={send.error} />
      )}
      <Button type="submit" size="l" loading={send.isPending} disabled={!draft.text.trim()}>
        Send
      </Button>
    </form>
  );
}
