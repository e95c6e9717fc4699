import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';

import { type ClinicianProfile, changeProfile, type readCover } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './pairing.module.css';
import { profilesQuery } from './queries.js';
import { useAct } from './use-act.js';
import { PARTS } from './words.js';

type Clinicians = z.infer<typeof readCover.reply>['clinicians'];

/** How full everybody is, and how many they take. */
export function Places({ clinicians }: { clinicians: Clinicians }) {
  const { data } = useQuery(profilesQuery);
  return (
    <section className="card stack" aria-labelledby="places">
      <h2 id="places">How full everybody is</h2>
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">As</th>
              <th scope="col">Has or is offered</th>
              <th scope="col">Takes</th>
            </tr>
          </thead>
          <tbody>
            {clinicians.map(({ personId, displayName, part, load, capacity }) => (
              <tr key={personId}>
                <td>{displayName}</td>
                <td>{PARTS[part]}</td>
                <td className="numbers">{load}</td>
                <td>
                  <Capacity
                    key={capacity}
                    name={displayName}
                    profile={data?.find((one) => one.personId === personId)}
                    now={capacity}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Capacity({ name, profile, now }: { name: string; profile: ClinicianProfile | undefined; now: number }) {
  const [capacity, setCapacity] = useState(now);
  const save = useAct(({ personId, languages, specialties, gender, about }: ClinicianProfile) =>
    call(changeProfile, { params: { personId }, body: { languages, specialties, gender, about, capacity } }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (profile) save.mutate(profile);
  };
  return (
    <form className={styles['acts']} onSubmit={submit}>
      <input
        className={styles['number']}
        type="number"
        aria-label={`How many patients ${name} takes`}
        min={0}
        max={500}
        required
        value={capacity}
        onChange={({ currentTarget }) => setCapacity(currentTarget.valueAsNumber)}
      />
      {capacity !== now && (
        <Button type="submit" variant="default" loading={save.isPending} aria-label={`Save how many patients ${name} takes`}>
          Save
        </Button>
      )}
      <Failed error={save.error} />
    </form>
  );
}
