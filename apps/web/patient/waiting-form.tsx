import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { endWaiting, type Me, startWaiting, type WaitingPlace } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { waitingQuery } from './queries.js';
import styles from './waiting-form.module.css';

type Days = { firstDay: string; lastDay: string };
const DAYS = [
  ['firstDay', 'Not before this day'],
  ['lastDay', 'Not after this day'],
] as const;

/** Begins to wait, changes the days that would do, or ends it. */
export function WaitingForm({ me, waiting }: { me: Me; waiting: WaitingPlace | null }) {
  const queries = useQueryClient();
  const [days, setDays] = useState<Days>({ firstDay: waiting?.firstDay ?? '', lastDay: waiting?.lastDay ?? '' });
  const params = { patientId: me.personId };
  const onSuccess = () => queries.invalidateQueries({ queryKey: waitingQuery(me.personId).queryKey });
  const save = useMutation({
    mutationFn: () => call(startWaiting, { params, body: { firstDay: days.firstDay || null, lastDay: days.lastDay || null } }),
    onSuccess,
  });
  const leave = useMutation({ mutationFn: () => call(endWaiting, { params }), onSuccess });
  const isBackward = days.firstDay !== '' && days.lastDay !== '' && days.lastDay < days.firstDay;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      {DAYS.map(([name, label]) => (
        <label key={name} className={styles['day']}>
          {label}
          <input type="date" value={days[name]} onChange={({ target }) => setDays({ ...days, [name]: target.value })} />
        </label>
      ))}
      {isBackward && <p role="alert">The first day comes after the last.</p>}
      <Failed error={save.error ?? leave.error} />
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={isBackward}>
          {waiting ? 'Change the days' : 'Wait for an earlier time'}
        </Button>
        {waiting && (
          <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
            Stop waiting
          </Button>
        )}
      </div>
    </form>
  );
}
