import { TextInput } from '@mantine/core';

type Props = { value: string; onChange: (value: string) => void };

/** One of the codes that were shown when the first factor was enrolled. */
export function RecoveryCodeInput({ value, onChange }: Props) {
  return (
    <TextInput
      label="Recovery code"
      autoComplete="off"
      required
      withAsterisk={false}
      minLength={24}
      maxLength={40}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
