import { useId, useState } from 'react';

import { acceptPairing, declinePairing, type OwnOffer, type PAIRING_DECLINES } from '#contracts';
import { call } from '../call.js';
import { Choose } from '../screening/fields.js';
import screening from '../screening/screening.module.css';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import styles from './pairing.module.css';
import { Reasons } from './reasons.js';
import { useAct } from './use-act.js';
import { CRITERIA, DECLINES, languageName, listed, PARTS, TOPICS } from './words.js';

type DeclineReason = (typeof PAIRING_DECLINES)[number];

/** A patient asks for a clinician: what they need to know to answer, then yes or no. */
export function OfferCard({ offer, now, zone }: { offer: OwnOffer; now: number; zone: string }) {
  const [titleId, params] = [useId(), { pairingOfferId: offer.offerId }];
  const [isDeclining, setDeclining] = useState(false);
  const { patientName, part, until, languages, topics, fit, reasons, handedOverBy, summary } = offer;
  const accept = useAct(() => call(acceptPairing, { params }));
  return (
    <section className="card stack" aria-labelledby={titleId}>
      <h2 id={titleId}>{handedOverBy ? `${handedOverBy} hands ${patientName} over to you` : `${patientName} asks for you`}</h2>
      <p>
        As {PARTS[part].toLowerCase()}. Answer by {dayFromNow(until, now, zone)}, {timeOfDay(until, zone)}.
      </p>
      <p className="small">
        Speaks {languages.map(languageName).join(', ')}.
        {topics.length > 0 && ` Comes with: ${listed(topics, TOPICS).toLowerCase()}.`}
      </p>
      {fit !== null && (
        <>
          <p className="small">Why you: {fit} points</p>
          <Reasons reasons={reasons} words={CRITERIA} withPoints />
        </>
      )}
      {summary && <p className={screening['said']}>{summary}</p>}
      <Failed error={accept.error} />
      {isDeclining ? (
        <Decline offerId={offer.offerId} onClose={() => setDeclining(false)} />
      ) : (
        <div className={styles['acts']}>
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            Look after {patientName}
          </Button>
          <Button variant="default" onClick={() => setDeclining(true)}>
            Decline
          </Button>
        </div>
      )}
    </section>
  );
}

function Decline({ offerId, onClose }: { offerId: string; onClose: () => void }) {
  const [reason, setReason] = useState<DeclineReason | ''>('');
  const decline = useAct((chosen: DeclineReason) =>
    call(declinePairing, { params: { pairingOfferId: offerId }, body: { reason: chosen } }),
  );
  return (
    <div className="stack">
      <Choose label="Why you decline" options={DECLINES} value={reason} onChange={setReason} />
      <p className="quiet small">The patient reads that you cannot, and not why.</p>
      <Failed error={decline.error} />
      <div className={styles['acts']}>
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
