import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { countMedicine } from '#contracts';
import { call } from '../call.js';
import { preparationQuery } from '../preparation/queries.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import pad from './count-pad.module.css';
import { supplyQuery } from './queries.js';

type Props = { patientId: string; dispenseId: string; form: string; onDone: (isDiscrepancy: boolean) => void };

/** Units in quarters; null for what is none. */
export function unitsOf(text: string): number | null {
  const units = Number(text.replace(',', '.'));
  return text.trim() !== '' && Number.isInteger(units * 4) && units >= 0 && units <= 1000 ? units : null;
}

/** How many are there: big digits, and nobody says beforehand how many there should be. */
export function CountPad({ patientId, dispenseId, form, onDone }: Props) {
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const units = unitsOf(text);
  const count = useMutation({
    mutationFn: (counted: number) => call(countMedicine, { params: { patientId, dispenseId }, body: { units: counted } }),
    onSuccess: ({ isDiscrepancy }) => {
      setText('');
      onDone(isDiscrepancy);
      void queries.invalidateQueries({ queryKey: supplyQuery(patientId).queryKey });
      void queries.invalidateQueries({ queryKey: preparationQuery(patientId).queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (units !== null) count.mutate(units);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <label className={pad['field']}>
        <span>How many {form}s are there?</span>
        <input
          inputMode="decimal"
          autoComplete="off"
          maxLength={6}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value.replace(/[^\d.,]/g, ''))}
        />
      </label>
      <p className="quiet small">A broken one counts as 0.5 or 0.25.</p>
      <Failed error={count.error} />
      <Button type="submit" size="xl" loading={count.isPending} disabled={units === null}>
        I have counted them
      </Button>
    </form>
  );
}
