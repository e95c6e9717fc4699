import { useState } from 'react';

import { checkIdentity, type ScreeningCase } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { Choose } from './fields.js';
import { useAct } from './use-act.js';
import { DOCUMENTS } from './words.js';

type Props = { found: ScreeningCase; zone: string; now: number };

/** Who the patient is, as somebody saw it. Nothing of the document is kept. */
export function IdentityCard({ found: { patientId, identity }, zone, now }: Props) {
  const [documentKind, setKind] = useState<keyof typeof DOCUMENTS | ''>('');
  const check = useAct((kind: keyof typeof DOCUMENTS) =>
    call(checkIdentity, { params: { patientId }, body: { documentKind: kind } }),
  );
  return (
    <section className="card stack" aria-labelledby="identity">
      <h2 id="identity">Who the patient is</h2>
      {identity ? (
        <p>
          {DOCUMENTS[identity.documentKind]}, seen by {identity.seenByName} {dayFromNow(identity.seenAt, now, zone)},{' '}
          {timeOfDay(identity.seenAt, zone)}
        </p>
      ) : (
        <p>Nobody has seen a document yet.</p>
      )}
      <details open={!identity}>
        <summary>Record that you saw one</summary>
        <div className="stack">
          <Choose label="Document" options={DOCUMENTS} value={documentKind} onChange={setKind} />
          <Failed error={check.error} />
          <div>
            <Button
              variant="default"
              disabled={!documentKind}
              loading={check.isPending}
              onClick={() => documentKind && check.mutate(documentKind)}
            >
              I have seen it
            </Button>
          </div>
        </div>
      </details>
    </section>
  );
}
