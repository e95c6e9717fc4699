import { PasswordInput } from '@mantine/core';

import { isProblem } from '../call.js';
import { Notice } from '../shell/states.js';
import { Problem } from './problem.js';

const REASONS: Readonly<Record<string, string>> = {
  'too-short': 'That is too short. Use at least 15 characters; 12 if you have a passkey or an authenticator app.',
  'too-long': 'That is too long. Use at most 200 characters.',
  common: 'That is one of the first that people guess. Try four or five words that do not belong together.',
  leaked:
    'That has been found in stolen lists of passwords, which guessers try. Try four or five words that do not belong together.',
  'about-you': 'That is made of your own name or address. Try four or five words that do not belong together.',
};

export function NewPasswordInput({ value, onChange }: { value: string; onChange: (password: string) => void }) {
  return (
    <PasswordInput
      label="New password"
      description="At least 15 characters. Four or five words that do not belong together are good, and easy to remember."
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** Why a password was refused, and every other failure. */
export function PasswordProblem({ error }: { error: unknown }) {
  const reason = isProblem(error, 'identity.password-refused') ? error.problem.facts?.['reason'] : undefined;
  const words = typeof reason === 'string' ? REASONS[reason] : undefined;
  return words ? <Notice kind="watch">{words}</Notice> : <Problem error={error} />;
}
