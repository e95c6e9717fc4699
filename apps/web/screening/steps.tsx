import { queryOptions, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { listFreeStarts, type Me, type ScreeningCase, stepScreening } from '#contracts';
import { call } from '../call.js';
import { serverTime } from '../server-time.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { dayOf, isoDay, timeOfDay, zoneName } from '../time.js';
import styles from './screening.module.css';
import { useAct } from './use-act.js';

type Props = { me: Me; found: ScreeningCase };

/** What the owner does on the way to a decision: book the call, begin it, say that it was not held, take the case up again. */
export function Steps({ me, found }: Props) {
  const { patientId, state } = found;
  const step = useAct((body: Step) => send(patientId, body));
  const isAhead = state === 'intake_started' || state === 'screening_booked';
  const isDecided = state === 'deferred' || state === 'not_eligible';
  if (!isAhead && !isDecided && state !== 'in_screening') return null;
  return (
    <section className="card stack" aria-labelledby="steps">
      <h2 id="steps">The call</h2>
      {isAhead && (
        <Book me={me} isBooked={state === 'screening_booked'} onBook={(startsAt) => step.mutate({ step: 'book', startsAt })} />
      )}
      <Failed error={step.error} />
      <div className="row">
        {isAhead && (
          <Button loading={step.isPending} onClick={() => step.mutate({ step: 'begin' })}>
            Begin the screening
          </Button>
        )}
        {(state === 'screening_booked' || state === 'in_screening') && (
          <Button variant="default" loading={step.isPending} onClick={() => step.mutate({ step: 'not-held', who: 'patient' })}>
            It was not held
          </Button>
        )}
        {isDecided && (
          <Button loading={step.isPending} onClick={() => step.mutate({ step: 'reopen' })}>
            Look at it again
          </Button>
        )}
      </div>
    </section>
  );
}

type Step =
  | { step: 'book'; startsAt: string }
  | { step: 'begin' | 'reopen' }
  | { step: 'not-held'; who: 'patient' | 'clinician' };
const send = (patientId: string, body: Step) => call(stepScreening, { params: { patientId }, body });

const DAYS = 14;
/** Those at which the owner is free; screenings are a prescriber's by the clinic's kinds, so therapists look where they meet alone. */
const startsQuery = ({ personId, role, zone }: Me) =>
  queryOptions({
    queryKey: ['free-starts', personId, 'screening'],
    queryFn: () =>
      call(listFreeStarts, {
        params: { personId },
        query: { kind: role === 'therapist' ? 'preparation' : 'screening', days: DAYS, from: isoDay(serverTime.now(), zone) },
      }),
  });

function Book({ me, isBooked, onBook }: { me: Me; isBooked: boolean; onBook: (startsAt: string) => void }) {
  const id = useId();
  const [startsAt, setStartsAt] = useState('');
  const { data, error } = useQuery(startsQuery(me));
  if (error) return <Failed error={error} />;
  if (!data) return null;
  if (!data.starts.length)
    return <Notice>You have no free time in the next two weeks. You can begin without a booked time.</Notice>;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>
        {isBooked ? 'Another time' : 'A time for the call'}, {zoneName(data.starts[0]!, me.zone)}
      </label>
      <div className="row">
        <select id={id} value={startsAt} onChange={({ currentTarget }) => setStartsAt(currentTarget.value)}>
          <option value="">Please choose</option>
          {data.starts.map((start) => (
            <option key={start} value={start}>
              {dayOf(start, me.zone)}, {timeOfDay(start, me.zone)}
            </option>
          ))}
        </select>
        <Button variant="default" disabled={!startsAt} onClick={() => onBook(startsAt)}>
          Book it
        </Button>
      </div>
    </div>
  );
}
