import { type FormEvent, useState } from 'react';

import { askAboutDose, type PatientProtocolView, type RequestView } from '#contracts';
import { call } from '../call.js';
import { Choose, Words } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { dayOf } from '../time.js';
import styles from './protocols.module.css';
import { useAct } from './queries.js';
import { Refused } from './refused.js';
import { WISHES } from './words.js';

type Props = { found: PatientProtocolView; isTherapist: boolean; zone: string };

/** A therapist asks, in words; a prescriber answers by what they propose or review. */
export function RequestsCard({ found: { patientId, requests }, isTherapist, zone }: Props) {
  if (!isTherapist && !requests.length) return null;
  return (
    <section className="card stack" aria-labelledby="requests">
      <h2 id="requests">What was asked about the dose</h2>
      <ul>
        {requests.map(({ requestId, wish, reason, askedByName, askedAt, answeredAt }) => (
          <li key={requestId} className={styles['entry']}>
            <div className={styles['head']}>
              <strong>{WISHES[wish]}</strong>
              <span className={styles['tag']}>{answeredAt ? 'Looked at' : 'Waits'}</span>
            </div>
            <p>{reason}</p>
            <p className="quiet small">
              {askedByName ?? 'Somebody'}, {dayOf(askedAt, zone)}
            </p>
          </li>
        ))}
      </ul>
      {isTherapist && <AskForm patientId={patientId} />}
    </section>
  );
}

function AskForm({ patientId }: { patientId: string }) {
  const [wish, setWish] = useState<RequestView['wish'] | ''>('');
  const [reason, setReason] = useState('');
  const clear = () => {
    setWish('');
    setReason('');
  };
  const ask = useAct(
    (chosen: RequestView['wish']) => call(askAboutDose, { params: { patientId }, body: { wish: chosen, reason: reason.trim() } }),
    clear,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wish) ask.mutate(wish);
  };
  return (
    <form className="stack" onSubmit={submit} aria-label="Ask about the dose">
      <Choose label="What you ask for" options={WISHES} value={wish} onChange={setWish} />
      <Words label="Why you ask" value={reason} onChange={setReason} rows={2} />
      <Refused error={ask.error} />
      <div>
        <Button type="submit" disabled={!wish || reason.trim().length < 3} loading={ask.isPending}>
          Ask the prescriber
        </Button>
      </div>
    </form>
  );
}
