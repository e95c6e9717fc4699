import { type FormEvent, useId, useState } from 'react';
import type { z } from 'zod';

import { handOverPatient, type listPairings } from '#contracts';
import { call } from '../call.js';
import { Choose, Words } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './pairing.module.css';
import { useAct } from './use-act.js';

type Own = z.infer<typeof listPairings.reply>;
type Props = Pick<Own, 'patients' | 'colleagues' | 'overlapDays'>;

/** Offers a patient to a colleague; until they have said yes, everything stays as it is. */
export function HandOverForm({ patients, colleagues, overlapDays }: Props) {
  const daysId = useId();
  const [patientId, setPatient] = useState('');
  const [toId, setTo] = useState('');
  const [summary, setSummary] = useState('');
  const [days, setDays] = useState(overlapDays);
  const offer = useAct(
    () => call(handOverPatient, { params: { patientId }, body: { toId, summary, overlapDays: days } }),
    () => setSummary(''),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    offer.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Choose
        label="Patient"
        options={Object.fromEntries(patients.map((one) => [one.patientId, one.patientName]))}
        value={patientId}
        onChange={setPatient}
      />
      <Choose
        label="Colleague"
        options={Object.fromEntries(colleagues.map((one) => [one.personId, one.displayName]))}
        value={toId}
        onChange={setTo}
      />
      <Words label="What they have to know" value={summary} onChange={setSummary} rows={6} />
      <div className={styles['weights']}>
        <label htmlFor={daysId}>
          Days in which both see the patient
          <input
            id={daysId}
            className={styles['number']}
            type="number"
            min={1}
            max={90}
            required
            value={days}
            onChange={({ currentTarget }) => setDays(currentTarget.valueAsNumber)}
          />
        </label>
      </div>
      <Failed error={offer.error} />
      <div>
        <Button type="submit" loading={offer.isPending} disabled={!patientId || !toId || summary.trim().length < 3}>
          Offer the hand-over
        </Button>
      </div>
    </form>
  );
}
