import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { finishMonitoringForm, type MonitoringAnswers } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { COURSE_NAMES, COURSES, type CourseName, FLAGS, type Flag } from './answer-words.js';

const CHOICES = [{ value: '', label: 'Choose' }, ...Object.entries(COURSES).map(([value, label]) => ({ value, label }))];
const YES_NO = [
  { value: '', label: 'Choose' },
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes' },
];
type Draft = Readonly<Partial<Record<Flag | CourseName, string>>>;

/** Every question is answered by a person; nothing is filled in. */
export function AnswersForm({ formId, onDone }: { formId: string; onDone: () => void }) {
  const [draft, setDraft] = useState<Draft>({});
  const [words, setWords] = useState({ seriousEvent: '', reference: '' });
  const finish = useMutation({
    mutationFn: () => call(finishMonitoringForm, { params: { formId }, body: bodyOf(draft, words) }),
    onSuccess: onDone,
  });
  const isWhole =
    [...Object.keys(FLAGS), ...Object.keys(COURSE_NAMES)].every((name) => draft[name as Flag]) && words.reference.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish.mutate();
  };
  const select = (name: Flag | CourseName, label: string, data: typeof CHOICES) => (
    <NativeSelect
      key={name}
      label={label}
      data={data}
      value={draft[name] ?? ''}
      onChange={({ currentTarget }) => setDraft({ ...draft, [name]: currentTarget.value })}
    />
  );
  return (
    <form className="card stack" aria-label="What stood in the form" onSubmit={submit}>
      {(Object.keys(FLAGS) as Flag[]).map((name) => select(name, FLAGS[name], YES_NO))}
      {(Object.keys(COURSE_NAMES) as CourseName[]).map((name) => select(name, COURSE_NAMES[name], CHOICES))}
      <Textarea
        label="Serious event (leave empty if there was none)"
        value={words.seriousEvent}
        onChange={({ currentTarget }) => setWords({ ...words, seriousEvent: currentTarget.value })}
      />
      <TextInput
        label="Under which number the programme has taken it"
        autoComplete="off"
        value={words.reference}
        onChange={({ currentTarget }) => setWords({ ...words, reference: currentTarget.value })}
      />
      <Failed error={finish.error} />
      <div className="row">
        <Button type="submit" disabled={!isWhole} loading={finish.isPending}>
          I have sent it
        </Button>
      </div>
    </form>
  );
}

function bodyOf(draft: Draft, words: Readonly<{ seriousEvent: string; reference: string }>): MonitoringAnswers {
  const flags = Object.fromEntries((Object.keys(FLAGS) as Flag[]).map((name) => [name, draft[name] === 'yes']));
  const courses = Object.fromEntries((Object.keys(COURSE_NAMES) as CourseName[]).map((name) => [name, draft[name]]));
  return { ...flags, ...courses, ...words } as MonitoringAnswers;
}
