import { useId } from 'react';

import { type Me, type PairingOfPart, rankClinicians, stopSearch } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { Candidate } from './candidate.js';
import styles from './pairing.module.css';
import { useAct } from './use-act.js';
import { PARTS_OWN, SOUGHT } from './words.js';

type Props = { me: Me; one: PairingOfPart; now: number; onAsked: (name: string) => void };

/** One part of a patient's team: who has it, who is asked, or who can be asked. */
export function OwnPart({ me, one, now, onAsked }: Props) {
  const titleId = useId();
  const { part, clinician, asked, overlapUntil } = one;
  return (
    <section className="stack" aria-labelledby={titleId}>
      <h2 id={titleId}>{clinician ? PARTS_OWN[part] : SOUGHT[part]}</h2>
      {clinician && (
        <p className="card">
          <strong>{clinician.displayName}</strong>
          {clinician.profession && `, ${clinician.profession}`}
          {overlapUntil && `. Somebody else takes over; both know you until ${dayFromNow(overlapUntil, now, me.zone)}.`}
        </p>
      )}
      {asked && (
        <p className="card">
          <strong>{asked.displayName}</strong> is asked and answers by {dayFromNow(asked.until, now, me.zone)},{' '}
          {timeOfDay(asked.until, me.zone)}.
        </p>
      )}
      {asked && <Stop patientId={me.personId} part={part} words="Do not ask any more" />}
      {!clinician && !asked && <Choice patientId={me.personId} one={one} onAsked={onAsked} />}
    </section>
  );
}

function Choice({ patientId, one, onAsked }: Pick<Props, 'one' | 'onAsked'> & { patientId: string }) {
  const { part, candidates, lastAnswer } = one;
  const again = useAct(() => call(rankClinicians, { params: { patientId }, body: { part } }));
  return (
    <>
      {lastAnswer && <p>{lastAnswer.displayName} cannot look after you now. That has nothing to do with you.</p>}
      {candidates.length === 0 && (
        <p>Nobody is free for you at this moment. The clinic sees that and looks for somebody; you can also look again later.</p>
      )}
      {candidates.length > 0 && <p>Choose whom we ask. You can ask for somebody else at any time.</p>}
      {candidates.map((candidate) => (
        <Candidate key={candidate.personId} {...{ patientId, part }} one={candidate} onChosen={onAsked} />
      ))}
      <Failed error={again.error} />
      <div className={styles['acts']}>
        <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          Look again
        </Button>
        <Stop patientId={patientId} part={part} words="Stop looking" />
      </div>
    </>
  );
}

function Stop({ patientId, part, words }: Pick<PairingOfPart, 'part'> & { patientId: string; words: string }) {
  const stop = useAct(() => call(stopSearch, { params: { patientId }, body: { part } }));
  return (
    <div>
      <Failed error={stop.error} />
      <Button variant="subtle" loading={stop.isPending} onClick={() => stop.mutate()}>
        {words}
      </Button>
    </div>
  );
}
