import { useState } from 'react';

import { closeDose, type DoseView, endProtocol, type PatientProtocolView, type StillBooked } from '#contracts';
import { call } from '../call.js';
import { Words } from '../screening/fields.js';
import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { dayOf } from '../time.js';
import { ProveButton } from './prove-button.js';

type Act = 'end' | 'skipped' | 'voided';
type Props = { found: PatientProtocolView; zone: string };

/** Takes one dose, or all that are to come, out of the course. What is booked for them stays, and is shown: somebody has to decide about it. */
export function EndCard({ found, zone }: Props) {
  const [reason, setReason] = useState('');
  const [booked, setBooked] = useState<StillBooked['booked']>([]);
  const doses =
    found.protocol?.doses.filter(({ state }) => state === 'planned' || state === 'proposed' || state === 'signed') ?? [];
  const isOff = reason.trim().length < 3;
  const decide = async (act: Act, dose?: DoseView) => setBooked((await send(found.patientId, act, reason.trim(), dose)).booked);
  const button = (words: string, means: string, act: () => Promise<unknown>) => (
    <ProveButton key={words} words={words} what={`${found.patientName}: ${means}`} act={act} isOff={isOff} variant="default" />
  );
  return (
    <section className="card stack" aria-labelledby="ending">
      <h2 id="ending">Take doses out, or end the protocol</h2>
      {booked.length > 0 && <Left booked={booked} found={found} zone={zone} />}
      <Words label="Why it is taken out" value={reason} onChange={setReason} rows={2} isOptional />
      <details>
        <summary>One dose</summary>
        <div className="stack">
          {doses.map((dose) => (
            <div key={dose.doseLineId} className="row">
              {dose.state === 'signed' &&
                button(`Skip session ${dose.number}`, `session ${dose.number} is left out.`, () => decide('skipped', dose))}
              {button(`Withdraw session ${dose.number}`, `session ${dose.number} is withdrawn.`, () => decide('voided', dose))}
            </div>
          ))}
        </div>
      </details>
      {button('End the protocol', 'no dose of it is released any more. What is booked stays until somebody calls it off.', () =>
        decide('end'),
      )}
    </section>
  );
}

function send(patientId: string, act: Act, reason: string, dose?: DoseView): Promise<StillBooked> {
  if (act === 'end' || !dose) return call(endProtocol, { params: { patientId }, body: { reason } });
  return call(closeDose, { params: { patientId, doseNumber: dose.number }, body: { as: act, reason } });
}

const Left = ({ booked, found, zone }: Props & { booked: StillBooked['booked'] }) => (
  <Notice kind="watch">
    Still booked, and to be called off or booked anew: {booked.map(({ startsAt }) => dayOf(startsAt, zone)).join(', ')}.{' '}
    <Link href={`/patients/${found.patientId}/course`}>Sessions</Link>
  </Notice>
);
