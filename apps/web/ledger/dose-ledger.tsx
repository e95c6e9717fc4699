import { useQuery } from '@tanstack/react-query';

import type { DoseLedger as Ledger } from '#contracts';
import { GATE_ITEMS } from '../session/gate-words.js';
import { Loading, Unreachable } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { CourseCharts } from './course-charts.js';
import { DoseCard } from './dose-card.js';
import { LedgerTable } from './ledger-table.js';
import { ledgerQuery } from './queries.js';
import { holdWords, summaryWords } from './words.js';

/** Every dose of a patient with what came before and after it. It describes, and suggests nothing. */
export function DoseLedger({ patientId, zone }: { patientId: string; zone: string }) {
  const { data, error, refetch } = useQuery(ledgerQuery(patientId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the ledger" />;
  const { doses, outcomes, held } = data;
  return (
    <div className="stack">
      <p>{summaryWords(data)}</p>
      <CourseCharts doses={doses} outcomes={outcomes} />
      {doses.length > 0 && <LedgerTable doses={doses} zone={zone} />}
      {held.length > 0 && <Held held={held} zone={zone} />}
      {[...doses].reverse().map((dose) => (
        <DoseCard key={dose.doseLineId} dose={dose} zone={zone} />
      ))}
    </div>
  );
}

const itemWords = (item: string): string => (item in GATE_ITEMS ? GATE_ITEMS[item as keyof typeof GATE_ITEMS] : item);

const Held = ({ held, zone }: Pick<Ledger, 'held'> & { zone: string }) => (
  <section className="card stack" aria-labelledby="held">
    <h2 id="held">Sessions that ended at the gate</h2>
    <ul>
      {held.map(({ sessionId, startsAt, holds }) => (
        <li key={sessionId}>
          {dayOf(startsAt, zone)}, {timeOfDay(startsAt, zone)}:{' '}
          {holds.map(({ item, reason }) => `${itemWords(item)} (${holdWords(reason)})`).join('; ')}
        </li>
      ))}
    </ul>
  </section>
);
