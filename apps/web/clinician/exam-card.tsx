import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';

import { type Me, recordLegalBasis } from '#contracts';
import { call } from '../call.js';
import styles from '../credentials/credentials.module.css';
import { basesQuery } from '../credentials/queries.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';

type Props = { me: Me; patientId: string };
const EMPTY = { validFrom: '', validTo: '' };

/** Because of what this prescriber may prescribe to the patient at a distance, besides what holds for everybody. */
export function ExamCard({ me, patientId }: Props) {
  const { data, error } = useQuery(basesQuery);
  const [isRecording, setRecording] = useState(false);
  const own = data?.filter(({ patientId: whose, standing }) => whose === patientId && standing !== 'ended') ?? [];
  return (
    <section className="card stack" aria-labelledby="exam-title">
      <h2 id="exam-title">Examined in person</h2>
      <Failed error={error} />
      {data && own.length === 0 && <p>Nobody has recorded it.</p>}
      <ul>
        {own.map(({ legalBasisId, prescriberName, validFrom, validTo }) => (
          <li key={legalBasisId}>
            By {prescriberName ?? 'somebody'}, {validFrom}; counts until {validTo}
          </li>
        ))}
      </ul>
      {isRecording ? (
        <ExamForm prescriberId={me.personId} patientId={patientId} onDone={() => setRecording(false)} />
      ) : (
        <Button variant="default" onClick={() => setRecording(true)}>
          I have examined the patient
        </Button>
      )}
    </section>
  );
}

function ExamForm({ prescriberId, patientId, onDone }: { prescriberId: string; patientId: string; onDone: () => void }) {
  const [days, setDays] = useState(EMPTY);
  const queries = useQueryClient();
  const record = useMutation({
    mutationFn: () =>
      call(recordLegalBasis, { body: { kind: 'in-person-exam', citation: null, about: { patientId, prescriberId }, ...days } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: basesQuery.queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Day label="On" value={days.validFrom} onChange={(validFrom) => setDays({ ...days, validFrom })} />
      <Day label="It counts until" value={days.validTo} onChange={(validTo) => setDays({ ...days, validTo })} />
      <Failed error={record.error} />
      <Button type="submit" variant="default" loading={record.isPending} disabled={!days.validFrom || !days.validTo}>
        Record it
      </Button>
    </form>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        required
        className={styles['select']}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </>
  );
}
