import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type ClauseWords, type ConsentEditor, publishClauses } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { ClauseCard } from './clause-card.js';
import { codeOf, publicationOf } from './publication.js';
import { clausesQuery } from './queries.js';

const NEW = { title: '', text: '' };

/** Clauses as they are to be, and how that differs from what is in force. Nothing is saved before it is published. */
export function ClausesForm({ editor }: { editor: ConsentEditor }) {
  const queries = useQueryClient();
  const [clauses, setClauses] = useState<readonly ClauseWords[]>(editor.clauses);
  const [added, setAdded] = useState(NEW);
  const [reason, setReason] = useState('');
  const [isProving, setProving] = useState(false);
  const { changed, retired } = publicationOf(editor.clauses, clauses);
  const publish = useMutation({
    mutationFn: () => {
      const wanted = clauses.map(({ code, title, text }) => ({ code, title, text }));
      return call(publishClauses, { body: { basedOn: editor.edition, reason, clauses: wanted } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: clausesQuery.queryKey }),
  });
  const put = (clause: ClauseWords) => setClauses(clauses.map((each) => (each.code === clause.code ? clause : each)));
  const add = (clause: ClauseWords) => setClauses([...clauses, clause]);
  const drafts = editor.drafts.filter(({ code }) => !clauses.some((each) => each.code === code));
  const isChanged = changed.length + retired.length > 0;
  return (
    <div className="stack">
      {clauses.map((clause) => (
        <ClauseCard
          key={clause.code}
          clause={clause}
          before={editor.clauses.find(({ code }) => code === clause.code) ?? null}
          onChange={put}
          onRemove={() => setClauses(clauses.filter(({ code }) => code !== clause.code))}
        />
      ))}
      {drafts.length > 0 && (
        <Button variant="default" onClick={() => setClauses([...clauses, ...drafts])}>
          Add the {drafts.length} texts that come with Hearth and are not here
        </Button>
      )}
      <section className="card stack" aria-labelledby="one-more">
        <h2 id="one-more">One more clause</h2>
        <TextInput
          label="Title"
          maxLength={120}
          value={added.title}
          onChange={({ currentTarget }) => setAdded({ ...added, title: currentTarget.value })}
        />
        <Textarea
          label="Text"
          autosize
          minRows={3}
          maxLength={6000}
          value={added.text}
          onChange={({ currentTarget }) => setAdded({ ...added, text: currentTarget.value })}
        />
        <div>
          <Button
            variant="default"
            disabled={added.title.trim().length < 3 || added.text.trim().length < 20}
            onClick={() => {
              add({ ...added, code: codeOf(added.title, clauses) });
              setAdded(NEW);
            }}
          >
            Add it
          </Button>
        </div>
      </section>
      <section className="card stack" aria-labelledby="publish">
        <h2 id="publish">Publish</h2>
        {isChanged ? (
          <Notice kind="watch">
            {changed.length > 0 && `Every patient signs again: ${changed.join(', ')}. `}
            {retired.length > 0 && `Taken out: ${retired.join(', ')}.`}
          </Notice>
        ) : (
          <p className="quiet">Nothing has changed.</p>
        )}
        <TextInput
          label="Why this changes"
          maxLength={300}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Failed error={publish.error} />
        <div>
          <Button
            disabled={!isChanged || reason.trim().length < 3 || clauses.length === 0}
            loading={publish.isPending}
            onClick={() => setProving(true)}
          >
            Publish as edition {editor.edition + 1}
          </Button>
        </div>
      </section>
      {isProving && (
        <StepUpDialog
          title={`Publish edition ${editor.edition + 1}`}
          what={
            changed.length > 0
              ? 'No dose is released to anybody before they have signed what is new. Please prove that it is you.'
              : 'Please prove that it is you.'
          }
          words="Publish"
          onAct={() => publish.mutateAsync().catch(() => undefined)}
          onClose={() => setProving(false)}
        />
      )}
    </div>
  );
}
