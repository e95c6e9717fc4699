import { useId, useState } from 'react';

import { chooseClinician, type PairingCandidate, type PairingPart, rankClinicians } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './pairing.module.css';
import { Reasons } from './reasons.js';
import { useAct } from './use-act.js';
import { CRITERIA_OWN, freeWords, languageName, listed, TOPICS } from './words.js';

type Props = { patientId: string; part: PairingPart; one: PairingCandidate; onChosen: (name: string) => void };

/** Somebody who could look after the patient, and why they are on the list. */
export function Candidate({ patientId, part, one, onChosen }: Props) {
  const [titleId, params] = [useId(), { patientId }];
  const [isLeaving, setLeaving] = useState(false);
  const { personId: clinicianId, displayName, profession, languages, specialties, about, reasons, daysUntilFree } = one;
  const choose = useAct(
    () => call(chooseClinician, { params, body: { part, clinicianId } }),
    () => onChosen(displayName),
  );
  const leave = useAct(() => call(rankClinicians, { params, body: { part, notId: clinicianId } }));
  return (
    <article className="card stack" aria-labelledby={titleId}>
      <div className={styles['person']}>
        <h3 id={titleId}>
          {displayName}
          {profession && `, ${profession}`}
        </h3>
        {about && <p>{about}</p>}
        {specialties.length > 0 && <p className="small">Knows well: {listed(specialties, TOPICS).toLowerCase()}</p>}
        <p className="quiet small">
          {languages.map(languageName).join(', ')}. {freeWords(daysUntilFree)}.
        </p>
        <Reasons reasons={reasons} words={CRITERIA_OWN} />
      </div>
      <Failed error={choose.error ?? leave.error} />
      {isLeaving ? (
        <div className="stack">
          <p>We do not show them to you again. Nobody is told why.</p>
          <div className={styles['acts']}>
            <Button loading={leave.isPending} onClick={() => leave.mutate()}>
              Yes, somebody else
            </Button>
            <Button variant="default" onClick={() => setLeaving(false)}>
              Keep them on the list
            </Button>
          </div>
        </div>
      ) : (
        <div className={styles['acts']}>
          <Button loading={choose.isPending} onClick={() => choose.mutate()}>
            Ask {displayName}
          </Button>
          <Button variant="subtle" aria-label={`Not this person: ${displayName}`} onClick={() => setLeaving(true)}>
            Not this person
          </Button>
        </div>
      )}
    </article>
  );
}
