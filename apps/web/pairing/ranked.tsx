import { chooseClinician, type PairingCandidate, type PairingPart } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './pairing.module.css';
import { Reasons } from './reasons.js';
import { useAct } from './use-act.js';
import { CRITERIA, freeWords } from './words.js';

type Props = { patientId: string; part: PairingPart; candidates: readonly PairingCandidate[] };

/** Everybody whom no filter keeps out, the best first, point by point. */
export function Ranked({ patientId, part, candidates }: Props) {
  const choose = useAct((clinicianId: string) => call(chooseClinician, { params: { patientId }, body: { part, clinicianId } }));
  return (
    <>
      <Failed error={choose.error} />
      <ol className="stack">
        {candidates.map(({ personId, displayName, fit, reasons, daysUntilFree }) => (
          <li key={personId} className={styles['person']}>
            <p>
              <strong>{displayName}</strong>, {fit} points. {freeWords(daysUntilFree)}.
            </p>
            <Reasons reasons={reasons} words={CRITERIA} withPoints />
            <div>
              <Button variant="default" loading={choose.isPending} onClick={() => choose.mutate(personId)}>
                Ask {displayName}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
