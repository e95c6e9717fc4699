import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { acceptHandOff, declineHandOff, type HandOff } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { navigate } from '../shell/router.js';
import { Failed, Notice } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { Choose } from './fields.js';
import { Summary } from './hand-off-summary.js';
import { SCREENINGS } from './queries.js';
import { DECLINES, whoIs } from './words.js';

type Props = { patientId: string; patientName: string; handOff: HandOff; now: number; zone: string };

/** A colleague asks to take a screening over: read what they say, then say yes or no. */
export function Offered({ patientId, patientName, handOff, now, zone }: Props) {
  const { id: handOffId, from, until, isWarm, summary } = handOff;
  const [titleId, queries] = [useId(), useQueryClient()];
  const onSettled = () => queries.invalidateQueries({ queryKey: SCREENINGS });
  const accept = useMutation({
    mutationFn: () => call(acceptHandOff, { params: { handOffId } }),
    onSuccess: () => navigate(`/screenings/${patientId}`),
    onSettled,
  });
  const [isDeclining, setDeclining] = useState(false);
  return (
    <section className="card stack" aria-labelledby={titleId}>
      <h2 id={titleId}>{patientName} is offered to you</h2>
      <p>
        By {whoIs(from)}. It stands until {dayFromNow(until, now, zone)}, {timeOfDay(until, zone)}.
      </p>
      {isWarm && <Notice kind="watch">The patient is in the call.</Notice>}
      <details open={isWarm}>
        <summary>What {from.displayName} says</summary>
        <Summary summary={summary} />
      </details>
      <Failed error={accept.error} />
      {isDeclining ? (
        <Decline handOffId={handOffId} onSettled={onSettled} onClose={() => setDeclining(false)} />
      ) : (
        <div className="row">
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            Take {patientName} over
          </Button>
          <Button variant="default" onClick={() => setDeclining(true)}>
            Decline
          </Button>
        </div>
      )}
    </section>
  );
}

type DeclineReason = NonNullable<HandOff['declineReason']>;
type DeclineProps = { handOffId: string; onSettled: () => unknown; onClose: () => void };

function Decline({ handOffId, onSettled, onClose }: DeclineProps) {
  const [reason, setReason] = useState<DeclineReason | ''>('');
  const decline = useMutation({
    mutationFn: (chosen: DeclineReason) => call(declineHandOff, { params: { handOffId }, body: { reason: chosen } }),
    onSettled,
  });
  return (
    <div className="stack">
      <Choose label="Why you decline" options={DECLINES} value={reason} onChange={setReason} />
      <Failed error={decline.error} />
      <div className="row">
        <Button loading={decline.isPending} disabled={!reason} onClick={() => reason && decline.mutate(reason)}>
          Decline
        </Button>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
      </div>
    </div>
  );
}
