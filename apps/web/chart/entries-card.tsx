import { useState } from 'react';

import type { ChartEntry } from '#contracts';
import { Button } from '../shell/button.js';
import { dayOf } from '../time.js';
import styles from './chart.module.css';
import { EndEntry } from './end-entry.js';
import { EntryForm } from './entry-form.js';
import type { ChartProps } from './flags-card.js';
import { CODE_SYSTEMS, ENTRY_KINDS } from './words.js';

const ADD = { problem: 'Add a problem', allergy: 'Add an allergy' } as const;
const NONE = { problem: 'None are entered.', allergy: 'None are entered. That does not say that there are none.' } as const;

/** Problems, or allergies: those that hold, and below them what is over or was an error. */
export function EntriesCard({ patientId, chart, zone, kind }: ChartProps & { kind: 'problem' | 'allergy' }) {
  const [isAdding, setAdding] = useState(false);
  const entries = chart.entries.filter((entry) => entry.kind === kind);
  const [held, ended] = [entries.filter(({ endedAs }) => !endedAs), entries.filter(({ endedAs }) => endedAs)];
  return (
    <section className="card stack" aria-labelledby={`chart-${kind}`}>
      <h2 id={`chart-${kind}`}>{ENTRY_KINDS[kind]}</h2>
      {held.length === 0 && <p>{NONE[kind]}</p>}
      <ul className={styles['list']}>
        {held.map((entry) => (
          <li key={entry.entryId}>
            <Words entry={entry} zone={zone} />
            {chart.mayWrite && <EndEntry patientId={patientId} entryId={entry.entryId} name={entry.text ?? 'Erased'} />}
          </li>
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary>Over, or entered in error: {ended.length}</summary>
          <ul className={styles['list']}>
            {ended.map((entry) => (
              <li key={entry.entryId}>
                <Words entry={entry} zone={zone} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {chart.mayWrite && (
        <div>
          <Button variant="subtle" onClick={() => setAdding(true)}>
            {ADD[kind]}
          </Button>
        </div>
      )}
      {isAdding && <EntryForm patientId={patientId} kind={kind} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Words({ entry, zone }: { entry: ChartEntry; zone: string }) {
  const { text, detail, code, criticality, recordedByName, recordedAt, endedAs, endedAt } = entry;
  const isError = endedAs === 'entered-in-error';
  return (
    <>
      <strong className={isError ? styles['over'] : undefined}>{text ?? 'Erased'}</strong>
      {detail && `: ${detail}`}
      {criticality === 'high' && (
        <>
          {' '}
          <span className={styles['level']} data-level="red">
            Serious
          </span>
        </>
      )}
      <p className="quiet small">
        {code && `${CODE_SYSTEMS[code.system]} ${code.code} · `}
        {recordedByName}, {dayOf(recordedAt, zone)}
        {endedAt && ` · ${isError ? 'entered in error' : 'over'}, ${dayOf(endedAt, zone)}`}
      </p>
    </>
  );
}
