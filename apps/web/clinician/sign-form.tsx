import { NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { leavesAlone, SIGN_LEVELS, type Sign } from '#session-engine';
import { LEVELS } from '../session/phases.js';
import { SIGNS } from '../session/sign-words.js';
import { Button } from '../shell/button.js';

/** In the clinic there is no companion who could be unfit. */
const optionsFor = (hasCompanion: boolean) => [
  { value: '', label: 'Choose what it is' },
  ...(Object.keys(SIGNS) as Sign[])
    .filter((sign) => hasCompanion || !leavesAlone(sign))
    .map((sign) => ({
      value: sign,
      label: `L${SIGN_LEVELS[sign]} ${LEVELS[SIGN_LEVELS[sign]].toLowerCase()}: ${SIGNS[sign]}`,
    })),
];

type Props = Readonly<{ hasCompanion: boolean; onSend: (observation: { sign: Sign }) => void }>;

/** What no answer of a check tells. It calls people by its level as soon as it is sent. */
export function SignForm({ hasCompanion, onSend }: Props) {
  const [sign, setSign] = useState<Sign | ''>('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (sign === '') return;
    onSend({ sign });
    setSign('');
  };
  return (
    <form className="stack" onSubmit={send}>
      <NativeSelect
        label="What is it?"
        description="From L2 on it calls people at once, and again until somebody takes it on."
        data={optionsFor(hasCompanion)}
        value={sign}
        onChange={({ currentTarget }) => setSign(currentTarget.value as Sign | '')}
      />
      <Button type="submit" disabled={sign === ''}>
        Record and call
      </Button>
    </form>
  );
}
