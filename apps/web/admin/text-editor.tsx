import { Textarea, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useState } from 'react';

import { changeTemplate, previewTemplate, type TemplateJson, type WordFinding, type Words } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';

const KEY = ['message-templates'];
const WRONG: Readonly<Record<string, string>> = {
  'health-word': 'tells something about health',
  name: 'is somebody’s last name',
  'unknown-placeholder': 'is no placeholder of this text',
  'missing-placeholder': 'must stand somewhere, in braces',
  'stray-brace': 'has a brace that belongs to no placeholder',
  link: 'holds an address; only placeholders may bring one',
  'control-character': 'holds a sign that cannot be sent',
  empty: 'is empty',
  'too-long': 'is too long',
};
const wrongWords = ({ code, what }: WordFinding) => `“${what}” ${WRONG[code] ?? 'cannot be used'}`;

/** Words are judged while they are written, and shown as two people would read them. */
export function TextEditor({ template }: { template: TemplateJson }) {
  const queries = useQueryClient();
  const [words, setWords] = useState<Words>(template.own ?? template.usual);
  const [reason, setReason] = useState('');
  const asked = useDeferredValue(words);
  const params = { template: template.name };
  const { data: judged } = useQuery({
    queryKey: ['preview', template.name, asked],
    queryFn: () => call(previewTemplate, { params, body: asked }),
    placeholderData: keepPreviousData,
  });
  const save = useMutation({
    mutationFn: (own: Words | null) =>
      call(changeTemplate, { params, body: { basedOn: template.version, words: own, reason: reason.trim() } }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(words);
  };
  const findings = judged?.findings ?? [];
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>{template.about}</h2>
      <p className="quiet small">Placeholders: {template.fills.map((name) => `{${name}}`).join(', ')}</p>
      <TextInput
        label="Subject"
        required
        withAsterisk={false}
        value={words.subject}
        onChange={({ currentTarget }) => setWords({ ...words, subject: currentTarget.value })}
      />
      <Textarea
        label="Text"
        required
        withAsterisk={false}
        rows={5}
        value={words.text}
        onChange={({ currentTarget }) => setWords({ ...words, text: currentTarget.value })}
      />
      {findings.length > 0 && (
        <Notice kind="watch">
          <ul>
            {findings.map((finding) => (
              <li key={`${finding.code}-${finding.what}`}>{wrongWords(finding)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {judged?.previews.map(({ zone, subject, text }) => (
        <div key={zone}>
          <p className="quiet small">To somebody in {zone.replaceAll('_', ' ')}</p>
          <div className={styles['said']}>
            <strong>{subject}</strong>
            {'\n'}
            {text}
          </div>
        </div>
      ))}
      <TextInput
        label="Why this changes"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={300}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Failed error={save.error} />
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={findings.length > 0}>
          Save as a new version
        </Button>
        {template.own && (
          <Button variant="default" disabled={reason.trim().length < 3} onClick={() => save.mutate(null)}>
            Use the text of the program again
          </Button>
        )}
      </div>
    </form>
  );
}
