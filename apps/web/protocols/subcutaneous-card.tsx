import { useState } from 'react';

import { allowSubcutaneous, type ProtocolTemplates } from '#contracts';
import { call } from '../call.js';
import { Words } from '../screening/fields.js';
import { dayOf } from '../time.js';
import { ProveButton } from './prove-button.js';

type Props = { allowed: ProtocolTemplates['subcutaneousAtHome']; maySet: boolean; zone: string };

/** Off unless the medical director turns it on. Esketamine at home has no switch at all. */
export function SubcutaneousCard({ allowed, maySet, zone }: Props) {
  const { isAllowed, number, decidedByName, decidedAt, reason } = allowed;
  const [why, setWhy] = useState('');
  const act = () =>
    call(allowSubcutaneous, { body: { basedOn: number, subcutaneousAtHome: !isAllowed, reason: why.trim() } }).then(() =>
      setWhy(''),
    );
  return (
    <section className="card stack" aria-labelledby="subcutaneous">
      <h2 id="subcutaneous">Injections under the skin at home</h2>
      <p>
        {isAllowed ? 'Allowed in this clinic.' : 'Not allowed in this clinic.'}
        {decidedAt && ` ${decidedByName ?? 'Somebody'}, ${dayOf(decidedAt, zone)}: ${reason}`}
      </p>
      <p className="quiet">
        The American Society of Ketamine Physicians finds too little evidence for injections at home that nobody watches.
        Esketamine is given in a clinic only, and nothing here can change that.
      </p>
      {maySet && (
        <>
          <Words label="Why this changes" value={why} onChange={setWhy} isOptional rows={2} />
          <ProveButton
            words={isAllowed ? 'Forbid it again' : 'Allow it'}
            what="You decide this as medical director, for the whole clinic."
            act={act}
            isOff={why.trim().length < 10}
            variant="default"
          />
        </>
      )}
    </section>
  );
}
