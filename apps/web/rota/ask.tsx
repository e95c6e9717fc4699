import { NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';

import type { Rota } from '#contracts';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';

export type People = Rota['people'];

/** Minutes after midnight of "08:30". */
export const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

type AskProps = Readonly<{ title: string; go: string; onGo: () => Promise<unknown>; onClose: () => void; children: ReactNode }>;

/** Asks for one change, and does it. */
export function Ask({ title, go, onGo, onClose, children }: AskProps) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: onGo,
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rota'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {children}
        <Failed error={change.error} />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={change.isPending}>
            {go}
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}

type WhoProps = Readonly<{ people: People; value: string; onChange: (personId: string) => void }>;
export const Who = ({ people, value, onChange }: WhoProps) => (
  <NativeSelect
    label="Who"
    data={people.map(({ personId, displayName }) => ({ value: personId, label: displayName }))}
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
);
