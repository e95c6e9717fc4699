import { useId } from 'react';

import { type OwnHandOver, readHandOver } from '#contracts';
import { call } from '../call.js';
import screening from '../screening/screening.module.css';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { useAct } from './use-act.js';

/** A patient on the way from one clinician to the next: both see them until it is read and its time is over. */
export function HandOverCard({ one, now, zone }: { one: OwnHandOver; now: number; zone: string }) {
  const titleId = useId();
  const { handOverId, patientName, colleague, isMine, summary, overlapUntil, readAt } = one;
  const read = useAct(() => call(readHandOver, { params: { pairingHandOverId: handOverId } }));
  return (
    <section className="card stack" aria-labelledby={titleId}>
      <h2 id={titleId}>{isMine ? `${patientName}, from ${colleague}` : `${patientName}, to ${colleague}`}</h2>
      <p>
        Both of you see the patient until {dayFromNow(overlapUntil, now, zone)}, {timeOfDay(overlapUntil, zone)}
        {!readAt && ', and longer if nobody has read the summary by then'}.
      </p>
      <p className={screening['said']}>{summary ?? 'It was erased.'}</p>
      {readAt && (
        <p className="quiet small">
          Read {dayFromNow(readAt, now, zone)}, {timeOfDay(readAt, zone)}.
        </p>
      )}
      <Failed error={read.error} />
      {isMine && !readAt && (
        <div>
          <Button loading={read.isPending} onClick={() => read.mutate()}>
            I have read the summary
          </Button>
        </div>
      )}
    </section>
  );
}
