import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Dispense } from '#contracts';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Notice, Unreachable } from '../shell/states.js';
import { CountPad } from './count-pad.js';
import { supplyQuery } from './queries.js';
import { medicineName, STATES } from './words.js';

/** A patient counts the medicine that they have. */
export default function MedicinePage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(supplyQuery(me.personId));
  const [said, setSaid] = useState<boolean | null>(null);
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your medicine" />;
  const countable = data.dispenses.filter(({ isCountable }) => isCountable);
  const others = data.dispenses.filter(({ isCountable }) => !isCountable);
  return (
    <div className="stack">
      <PageTitle>My medicine</PageTitle>
      {said === false && <Notice kind="good">Thank you. The number is right.</Notice>}
      {said && (
        <Notice kind="watch">
          Thank you. It is not the number that we have written down, and that can have many reasons. Your team calls you. Please
          take nothing of it until then.
        </Notice>
      )}
      {countable.map((dispense) => (
        <section key={dispense.dispenseId} className="card stack" aria-labelledby={`count-${dispense.dispenseId}`}>
          <h2 id={`count-${dispense.dispenseId}`}>{medicineName(dispense)}</h2>
          <Held dispense={dispense} />
          <CountPad patientId={me.personId} dispenseId={dispense.dispenseId} form={dispense.form} onDone={setSaid} />
        </section>
      ))}
      {others.map((dispense) => (
        <section key={dispense.dispenseId} className="card stack" aria-labelledby={`held-${dispense.dispenseId}`}>
          <h2 id={`held-${dispense.dispenseId}`}>{medicineName(dispense)}</h2>
          <p>{STATES[dispense.state]}.</p>
          <Held dispense={dispense} />
        </section>
      ))}
      {data.dispenses.length === 0 && <p>No medicine is ordered for you yet.</p>}
      <p className="quiet small">
        Keep it locked, away from children and visitors, and take it in a session only. Did somebody take too much? Call 911 or
        Poison Control, 1-800-222-1222.
      </p>
      <p>
        <Link href="/conversations">Write to your team about it</Link>
      </p>
    </div>
  );
}

function Held({ dispense: { standing, pharmacy, lot, beyondUseDate } }: { dispense: Dispense }) {
  return (
    <>
      {standing === 'recalled' && (
        <Notice kind="danger">This lot was recalled. Take nothing of it. Your team tells you what to do with it.</Notice>
      )}
      {standing === 'past-use-by' && <Notice kind="danger">It is past its date. Take nothing of it.</Notice>}
      {standing === 'count-differs' && (
        <Notice kind="watch">The count differs. Take nothing of it until your team has talked with you.</Notice>
      )}
      <p className="quiet small">
        {[pharmacy, lot && `lot ${lot}`, beyondUseDate && `use by ${beyondUseDate}`].filter(Boolean).join(' · ')}
      </p>
    </>
  );
}
