import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';

import { reviewSignal, type SafetySignal } from '#contracts';
import type { Level } from '#session-engine';
import { call } from '../call.js';
import { LevelBadge } from '../session/level-badge.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import styles from './assessments.module.css';
import { assessmentsQuery } from './queries.js';
import { OUTCOMES } from './words.js';

type Props = { patientId: string; signals: readonly SafetySignal[]; zone: string };

/** What the alert rules have said. Each holds something up until a person says what came of it. */
export function Signals({ patientId, signals, zone }: Props) {
  if (!signals.length) return null;
  return (
    <section className="card stack" aria-labelledby="signals">
      <h2 id="signals">Signals</h2>
      <ul className={styles['findings']}>
        {signals.map((signal) => (
          <li key={signal.id}>
            <LevelBadge level={signal.level as Level} /> {signal.rule}: {signal.reason}
            <p className="quiet small">
              {dayOf(signal.raisedAt, zone)}, {timeOfDay(signal.raisedAt, zone)}
              {signal.reviewedAt === null && signal.holdsDosing && ' · no dose is released until this is reviewed'}
              {signal.outcome && ` · ${OUTCOMES[signal.outcome]}, ${signal.reviewedByName ?? ''}`}
            </p>
            {signal.reviewedAt === null && <Review patientId={patientId} signal={signal} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Outcome = NonNullable<SafetySignal['outcome']>;

function Review({ patientId, signal }: { patientId: string; signal: SafetySignal }) {
  const [ids, queries] = [{ outcome: useId(), note: useId() }, useQueryClient()];
  const [isOpen, setIsOpen] = useState(false);
  const review = useMutation({
    mutationFn: (body: { outcome: Outcome; note: string }) =>
      call(reviewSignal, { params: { patientId, signalId: signal.id }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: assessmentsQuery.queryKey }),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    review.mutate({ outcome: String(data.get('outcome')) as Outcome, note: String(data.get('note')) });
  };
  if (!isOpen)
    return (
      <Button variant="default" aria-label={`Review ${signal.rule}`} onClick={() => setIsOpen(true)}>
        Review
      </Button>
    );
  return (
    <form className="stack" onSubmit={send}>
      <div className={styles['field']}>
        <label htmlFor={ids.outcome}>What came of it</label>
        <select id={ids.outcome} name="outcome" required defaultValue="">
          <option value="" disabled>
            Please choose
          </option>
          {Object.entries(OUTCOMES).map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div className={styles['field']}>
        <label htmlFor={ids.note}>Note, kept sealed</label>
        <textarea id={ids.note} name="note" required minLength={3} maxLength={2000} rows={3} />
      </div>
      <Failed error={review.error} />
      <div className="row">
        <Button type="submit" loading={review.isPending}>
          Record the review
        </Button>
        <Button variant="default" onClick={() => setIsOpen(false)}>
          Not now
        </Button>
      </div>
    </form>
  );
}
