import { useQuery } from '@tanstack/react-query';

import { Failed } from '../shell/states.js';
import { Page } from './page.js';
import { journalQuery } from './queries.js';

/** What a patient has shared of their journal with their team. */
export function SharedJournal({ patientId, zone }: { patientId: string; zone: string }) {
  const { data, error } = useQuery(journalQuery(patientId));
  return (
    <section className="card stack" aria-labelledby="journal-title">
      <h2 id="journal-title">What they shared of their journal</h2>
      <Failed error={error} />
      {data?.length === 0 && <p className="quiet">Nothing. What is not shared, nobody else reads.</p>}
      {data?.map((entry) => (
        <Page key={entry.journalId} entry={entry} zone={zone} />
      ))}
    </section>
  );
}
