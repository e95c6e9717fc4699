import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { registerSafetyWording, type SafetyWording, type SafetyWords } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { PhonePreview } from './phone-preview.js';
import { rulesQuery } from './queries.js';
import own from './rules.module.css';
import { QUESTIONS } from './words.js';

type Props = { safety: SafetyWording; maySign: boolean; zone: string };
const SHORTEST = 5;

/** In which words the safety questions are asked, and by whose registration. */
export function WordingCard({ safety, maySign, zone }: Props) {
  const { asked, versions } = safety;
  const [newest] = versions;
  const [isEditing, setEditing] = useState(false);
  return (
    <section className="card stack" aria-labelledby="wording">
      <h2 id="wording">Words of the safety questions</h2>
      {newest ? (
        <p>
          Patients are asked in the words of the C-SSRS: version {newest.version}, confirmed by{' '}
          {newest.confirmedByName ?? 'somebody'}, {dayOf(newest.confirmedAt, zone)}.
        </p>
      ) : (
        <Notice>
          The words of the C-SSRS are copyrighted, and are for clinics that have registered with its owner. Until this clinic
          confirms its registration, the same is asked in words of our own, and the answers carry no code of the scale.
        </Notice>
      )}
      {isEditing ? (
        <WordingForm safety={safety} onDone={() => setEditing(false)} />
      ) : (
        <div className={own['words']}>
          <div className="stack">
            {maySign && (
              <div>
                <Button variant="default" onClick={() => setEditing(true)}>
                  {newest ? 'Load other words' : 'Confirm the registration and load the words'}
                </Button>
              </div>
            )}
            <Versions versions={versions} zone={zone} />
          </div>
          <PhonePreview asked={asked} />
        </div>
      )}
    </section>
  );
}

const Versions = ({ versions, zone }: { versions: SafetyWording['versions']; zone: string }) => (
  <ol>
    {versions.map(({ version, registration, words, confirmedAt, confirmedByName }) => (
      <li key={version} className={styles['member']}>
        <details>
          <summary>
            <strong>Version {version}</strong>, {dayOf(confirmedAt, zone)}, {timeOfDay(confirmedAt, zone)},{' '}
            {confirmedByName ?? 'somebody'}
          </summary>
          <p className={styles['said']}>{registration}</p>
          <ul>
            {Object.entries(words).map(([name, text]) => (
              <li key={name} className="small">
                {QUESTIONS[name] ?? name}: {text}
              </li>
            ))}
          </ul>
        </details>
      </li>
    ))}
  </ol>
);

function WordingForm({
  safety: { questions, asked, official, versions },
  onDone,
}: {
  safety: SafetyWording;
  onDone: () => void;
}) {
  const queries = useQueryClient();
  const [words, setWords] = useState<Readonly<Record<string, string>>>(versions[0]?.words ?? {});
  const [registration, setRegistration] = useState('');
  const [isConfirmed, setConfirmed] = useState(false);
  const [isProving, setProving] = useState(false);
  const register = useMutation({
    mutationFn: () => call(registerSafetyWording, { body: { registration: registration.trim(), words: words as SafetyWords } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: rulesQuery.queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProving(true);
  };
  const isWhole =
    isConfirmed && registration.trim().length >= 3 && questions.every((name) => (words[name] ?? '').trim().length >= SHORTEST);
  const preview = {
    ...asked,
    ...official,
    item: asked.item.map((item, at) => ({ ...item, text: words[questions[at]!]?.trim() || '…' })),
  };
  return (
    <>
      <form className={own['words']} onSubmit={submit}>
        <div className="stack">
          <p>Enter the words exactly as the owner of the scale has given them to this clinic; notices about rights stay shown.</p>
          {questions.map((name) => (
            <Textarea
              key={name}
              label={QUESTIONS[name] ?? name}
              autosize
              minRows={2}
              required
              maxLength={600}
              value={words[name] ?? ''}
              onChange={({ currentTarget }) => setWords({ ...words, [name]: currentTarget.value })}
            />
          ))}
          <TextInput
            label="How the owner of the scale knows this clinic"
            description="Number or date of the registration, and under which name"
            required
            maxLength={200}
            value={registration}
            onChange={({ currentTarget }) => setRegistration(currentTarget.value)}
          />
          <label className={styles['choice']}>
            <input type="checkbox" checked={isConfirmed} onChange={({ currentTarget }) => setConfirmed(currentTarget.checked)} />
            This clinic is registered with the owner of the C-SSRS, and may use these words
          </label>
          <Failed error={register.error} />
          <div className="row">
            <Button type="submit" loading={register.isPending} disabled={!isWhole}>
              Load these words
            </Button>
            <Button variant="subtle" onClick={onDone}>
              Not now
            </Button>
          </div>
        </div>
        <PhonePreview asked={preview} />
      </form>
      {isProving && (
        <StepUpDialog
          title="Load these words"
          what="You confirm the registration as medical director. From now on patients are asked in these words. Please prove that it is you."
          words="Load these words"
          onAct={() => register.mutateAsync().catch(() => undefined)}
          onClose={() => setProving(false)}
        />
      )}
    </>
  );
}
