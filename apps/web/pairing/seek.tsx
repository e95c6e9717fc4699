import { type PairingPart, rankClinicians } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './pairing.module.css';
import { useAct } from './use-act.js';
import { SEEK } from './words.js';

/** Begins to look for somebody. */
export function Seek({ patientId, parts }: { patientId: string; parts: readonly PairingPart[] }) {
  const seek = useAct((part: PairingPart) => call(rankClinicians, { params: { patientId }, body: { part } }));
  return (
    <>
      <Failed error={seek.error} />
      <div className={styles['acts']}>
        {parts.map((part) => (
          <Button key={part} loading={seek.isPending} onClick={() => seek.mutate(part)}>
            {SEEK[part]}
          </Button>
        ))}
      </div>
    </>
  );
}
