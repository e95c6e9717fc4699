import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { changePreferredTimes, type Me, type WeeklyTime } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import styles from './book.module.css';
import { preferredQuery } from './queries.js';
import { DAY_NAMES, DAY_PARTS, partKey, partsOf, weeklyOf } from './suits.js';

/** Which parts of a week suit: the list of times keeps to it. */
export function SuitsCard({ me }: { me: Me }) {
  const { data } = useQuery(preferredQuery(me.personId));
  if (!data) return null;
  return (
    <details className={styles['suits']}>
      <summary>{data.weekly.length ? 'Only times that suit you are shown' : 'Which times suit you?'}</summary>
      <SuitsForm key={JSON.stringify(data.weekly)} me={me} weekly={data.weekly} />
    </details>
  );
}

function SuitsForm({ me, weekly }: { me: Me; weekly: readonly WeeklyTime[] }) {
  const queries = useQueryClient();
  const [parts, setParts] = useState(partsOf(weekly));
  const save = useMutation({
    mutationFn: () => call(changePreferredTimes, { params: { patientId: me.personId }, body: { weekly: weeklyOf(parts) } }),
    onSuccess: (saved) => {
      queries.setQueryData(preferredQuery(me.personId).queryKey, saved);
      return queries.invalidateQueries({ queryKey: ['free-times'] });
    },
  });
  const toggle = (key: string) => {
    const next = new Set(parts);
    if (!next.delete(key)) next.add(key);
    setParts(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Day</span>
            </th>
            {DAY_PARTS.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAY_NAMES.map((day, i) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {DAY_PARTS.map(({ name }, part) => (
                <td key={name}>
                  <label>
                    <span className="unseen">
                      {day}, {name.toLowerCase()}
                    </span>
                    <input
                      type="checkbox"
                      checked={parts.has(partKey(i + 1, part))}
                      onChange={() => toggle(partKey(i + 1, part))}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {parts.size === 0 && <Notice kind="watch">Please leave at least one part of the week.</Notice>}
      <Failed error={save.error} />
      <Button type="submit" variant="default" loading={save.isPending} disabled={parts.size === 0}>
        Show these times
      </Button>
    </form>
  );
}
