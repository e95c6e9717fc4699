import type { Dispense } from '#contracts';
import { dayOf, timeOfDay } from '../time.js';
import { FINDINGS, MOVES } from './words.js';

/** Each line of the ledger, and each count that differed with what was found. */
export function Ledger({ dispense: { movements, discrepancies }, zone }: { dispense: Dispense; zone: string }) {
  const reviewed = discrepancies.filter(({ reviewedAt }) => reviewedAt !== null);
  if (!movements.length && !reviewed.length) return null;
  return (
    <details>
      <summary>Ledger</summary>
      <ul className="stack">
        {movements.map(({ at, kind, units, onHandAfter, witness }) => (
          <li key={`${at} ${kind} ${onHandAfter}`}>
            {dayOf(Date.parse(at), zone)}, {timeOfDay(Date.parse(at), zone)}: {MOVES[kind]} {units > 0 ? `+${units}` : units},{' '}
            {onHandAfter} left
            {witness && `, seen by ${witness}`}
          </li>
        ))}
        {reviewed.map(({ discrepancyId, counted, expected, finding, note }) => (
          <li key={discrepancyId}>
            Counted {counted} instead of {expected}. {finding && FINDINGS[finding]}. {note}
          </li>
        ))}
      </ul>
    </details>
  );
}
