import { type FormEvent, useId, useState } from 'react';

import { type HandOff, type Me, offerHandOff, type ScreeningCase, type WhoIsWho, withdrawHandOff } from '#contracts';
import { call } from '../call.js';
import care from '../care/care.module.css';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { Choose, Words } from './fields.js';
import { Summary } from './hand-off-summary.js';
import { useAct } from './use-act.js';
import { DECLINES, OFFERS, whoIs } from './words.js';

type Props = { me: Me; found: ScreeningCase; now: number };

/** Handing the screening to a colleague: in the call, or to another day. */
export function HandOffCard({ me, found, now }: Props) {
  const { isOwn, state, handOffs, patientId, colleagues } = found;
  const isOver = state === 'eligible' || state === 'not_eligible';
  const open = handOffs.find((offer) => offer.state === 'offered');
  if (!handOffs.length && (!isOwn || isOver)) return null;
  return (
    <section className="card stack" aria-labelledby="hand-off">
      <h2 id="hand-off">Hand-off</h2>
      {handOffs.map((offer) => (
        <OneOffer key={offer.id} offer={offer} isOwn={isOwn} now={now} zone={me.zone} />
      ))}
      {isOwn && !open && !isOver && <Offer patientId={patientId} colleagues={colleagues} mayBeWarm={state === 'in_screening'} />}
    </section>
  );
}

function OneOffer({ offer, isOwn, now, zone }: { offer: HandOff; isOwn: boolean; now: number; zone: string }) {
  const { id: handOffId, to, from, state, until, declineReason, summary } = offer;
  const withdraw = useAct(() => call(withdrawHandOff, { params: { handOffId } }));
  return (
    <article className="stack">
      <p>
        <span className={care['tag']} data-kind={state === 'accepted' ? 'done' : undefined}>
          {OFFERS[state]}
        </span>{' '}
        {whoIs(from)} to {whoIs(to)}
        {state === 'offered' && `, until ${dayFromNow(until, now, zone)}, ${timeOfDay(until, zone)}`}
        {declineReason && `: ${DECLINES[declineReason]}`}
      </p>
      <details>
        <summary>What was said</summary>
        <Summary summary={summary} />
      </details>
      <Failed error={withdraw.error} />
      {state === 'offered' && isOwn && (
        <div>
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Take the offer back
          </Button>
        </div>
      )}
    </article>
  );
}

const WARM_MIN = 15;
const COLD_MIN = { day: 24 * 60, 'three-days': 3 * 24 * 60, week: 7 * 24 * 60 } as const;
const WHEN = { now: 'Now, in the call', day: 'Within a day', 'three-days': 'Within three days', week: 'Within a week' } as const;
type When = keyof typeof WHEN;

type OfferProps = { patientId: string; colleagues: readonly WhoIsWho[]; mayBeWarm: boolean };

function Offer({ patientId, colleagues, mayBeWarm }: OfferProps) {
  const ids = useId();
  const [toId, setTo] = useState('');
  const [when, setWhen] = useState<When>(mayBeWarm ? 'now' : 'three-days');
  const [situation, setSituation] = useState('');
  const [openQuestions, setOpenQuestions] = useState('');
  const offer = useAct(() => {
    const untilMin = when === 'now' ? WARM_MIN : COLD_MIN[when];
    return call(offerHandOff, {
      params: { patientId },
      body: { toId, isWarm: when === 'now', untilMin, situation, openQuestions },
    });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    offer.mutate();
  };
  const { now, ...later } = WHEN;
  return (
    <form className="stack" aria-labelledby={ids} onSubmit={submit}>
      <h3 id={ids}>Offer it to a colleague</h3>
      <p className="quiet small">
        Findings, scores and the answers that matter go along as they are. Until they accept, it stays with you.
      </p>
      <Choose
        label="Colleague"
        options={Object.fromEntries(colleagues.map((one) => [one.personId, whoIs(one)]))}
        value={toId}
        onChange={setTo}
      />
      <Choose<When>
        label="When"
        options={(mayBeWarm ? { now, ...later } : later) as typeof WHEN}
        value={when}
        onChange={setWhen}
      />
      <Words label="Situation" value={situation} onChange={setSituation} />
      <Words label="Open questions" value={openQuestions} onChange={setOpenQuestions} isOptional />
      <Failed error={offer.error} />
      <div>
        <Button type="submit" loading={offer.isPending} disabled={!toId || situation.trim().length < 3}>
          Offer it
        </Button>
      </div>
    </form>
  );
}
