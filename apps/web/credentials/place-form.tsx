import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';

import { stateLocation } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './credentials.module.css';
import { PlaceSelect } from './place-select.js';
import { locationQuery } from './queries.js';

type Props = { patientId: string; label: string; first: readonly string[]; initial: string; onDone?: () => void };

/** Says where a patient is today. */
export function PlaceForm({ patientId, label, first, initial, onDone }: Props) {
  const id = useId();
  const queries = useQueryClient();
  const [place, setPlace] = useState(initial);
  const say = useMutation({
    mutationFn: () => call(stateLocation, { params: { patientId }, body: { jurisdiction: place } }),
    onSuccess: (location) => {
      queries.setQueryData(locationQuery(patientId).queryKey, location);
      onDone?.();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    say.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <PlaceSelect id={id} value={place} first={first} onChange={setPlace} />
      <Failed error={say.error} />
      <Button type="submit" variant="default" loading={say.isPending} disabled={!place}>
        Save
      </Button>
    </form>
  );
}
