import { TextInput } from '@mantine/core';

type Props = { value: string; onChange: (code: string) => void; label?: string };

/** Six digits; phones offer the number pad, and password managers fill it in. */
export function CodeInput({ value, onChange, label = 'Code from your authenticator app' }: Props) {
  return (
    <TextInput
      label={label}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      maxLength={6}
      required
      withAsterisk={false}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value.replace(/\D/g, ''))}
    />
  );
}
