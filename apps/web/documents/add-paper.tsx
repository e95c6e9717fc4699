import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';

import { announceDocument, type DocumentAbout, type DocumentKind, type DocumentList, removeDocument } from '#contracts';
import { call, isWorthRepeating } from '../call.js';
import { choices } from '../care/words.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { AboutSelect } from './about-select.js';
import { sendContent } from './content.js';
import styles from './documents.module.css';
import { FileField } from './file-field.js';
import { documentsQuery } from './queries.js';
import { KINDS, sizeWords } from './words.js';

type Form = Readonly<{ kind: DocumentKind; title: string; about: DocumentAbout | null; file: File | null }>;
const EMPTY: Form = { kind: 'pharmacy-record', title: '', about: null, file: null };
type Props = { patientId: string; limits: Pick<DocumentList, 'maxBytes' | 'isScanned'>; isOwn: boolean };

/** Adds a paper: what it is, then its file, with how far it has come. What breaks off is taken up again with the same press. */
export function AddPaper({ patientId, limits, isOwn }: Props) {
  const queries = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const [share, setShare] = useState<number | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  /** Of the try that broke off. */
  const announced = useRef<string>(undefined);
  const change = (to: Partial<Form>) => {
    announced.current = undefined;
    setForm({ ...form, ...to });
  };
  const add = useMutation({
    mutationFn: async ({ kind, title, about, file }: Form) => {
      const body = { kind, title: title.trim() || KINDS[kind], ...(about && { about }) };
      announced.current ??= (await call(announceDocument, { params: { patientId }, body })).documentId;
      return sendContent({ patientId, documentId: announced.current }, file!, setShare);
    },
    onMutate: () => setAdded(null),
    onSuccess: ({ title }) => {
      setAdded(title);
      change(EMPTY);
    },
    onError: async (error) => {
      if (isWorthRepeating(error) || announced.current === undefined) return;
      // another file is another paper; of this one nothing is to be left
      const params = { patientId, documentId: announced.current };
      announced.current = undefined;
      await call(removeDocument, { params }).catch(() => undefined);
    },
    onSettled: () => {
      setShare(null);
      return queries.invalidateQueries({ queryKey: documentsQuery(patientId).queryKey });
    },
  });
  const isTooLarge = (form.file?.size ?? 0) > limits.maxBytes;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.file && !isTooLarge) add.mutate(form);
  };
  return (
    <form className="card stack" onSubmit={submit} aria-labelledby="add">
      <h2 id="add">Add a paper</h2>
      <NativeSelect
        label="What is it?"
        data={choices(KINDS)}
        value={form.kind}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value as DocumentKind })}
      />
      <TextInput
        label="A name for it"
        description="So that it is found again. You can leave it empty."
        maxLength={200}
        value={form.title}
        onChange={({ currentTarget }) => change({ title: currentTarget.value })}
      />
      {isOwn && <AboutSelect patientId={patientId} about={form.about} onChange={(about) => change({ about })} />}
      <FileField file={form.file} onChange={(file) => change({ file })} maxBytes={limits.maxBytes} />
      {isTooLarge && (
        <Notice kind="watch">This file is larger than {sizeWords(limits.maxBytes)}. Please choose a smaller one.</Notice>
      )}
      {share !== null && (
        <label className={styles['progress']}>
          Sending: {Math.round(share * 100)} %
          <progress value={share} max={1} />
        </label>
      )}
      <Failed error={add.error} />
      {add.isError && isWorthRepeating(add.error) && <p className="small">Nothing is lost. Press “Add” to try again.</p>}
      <div role="status" className="live">
        {added !== null && <Notice kind="good">Added: {added}.</Notice>}
      </div>
      <div>
        <Button type="submit" loading={add.isPending} disabled={!form.file || isTooLarge}>
          Add
        </Button>
      </div>
    </form>
  );
}
