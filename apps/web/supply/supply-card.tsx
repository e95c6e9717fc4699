import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { Dispense, Me } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf } from '../time.js';
import type { SupplyAct } from './acts.js';
import { Ledger } from './ledger.js';
import { supplyQuery } from './queries.js';
import { SupplyDialog } from './supply-dialog.js';
import { medicineName, STANDINGS, STATES, unitsWords } from './words.js';

const PRESCRIBERS: readonly string[] = ['prescriber', 'physician'];

/** A patient's medicine with its ledger, for their team. */
export function SupplyCard({ patientId, me }: { patientId: string; me: Pick<Me, 'role' | 'zone' | 'personId'> }) {
  const queries = useQueryClient();
  const { data, error } = useQuery(supplyQuery(patientId));
  const [act, setAct] = useState<SupplyAct | null>(null);
  const begin = PRESCRIBERS.includes(me.role) ? setAct : null;
  const done = () => {
    setAct(null);
    void queries.invalidateQueries({ queryKey: ['supply'] });
    void queries.invalidateQueries({ queryKey: ['preparation', patientId] });
  };
  if (!data) return error ? <Failed error={error} /> : <Loading what="the medicine" />;
  return (
    <section className="card stack" aria-labelledby="supply-title">
      <h2 id="supply-title">Medicine of {data.patientName}</h2>
      <p>
        <strong>{data.onHandMg} mg</strong> may be taken. {data.reason !== 'good' && STANDINGS[data.reason]}
      </p>
      {data.openDoses.map((dose) => (
        <Notice key={dose.doseLineId} kind="watch">
          {dose.doseMg} mg were taken on {dayOf(Date.parse(dose.takenAt), me.zone)}, and nobody has said how many units that was.{' '}
          {begin && (
            <Button variant="subtle" onClick={() => begin({ kind: 'taken', dose, dispenses: data.dispenses })}>
              Say how many
            </Button>
          )}
        </Notice>
      ))}
      {data.dispenses.length === 0 && <p>Nothing is ordered.</p>}
      {data.dispenses.map((dispense) => (
        <One key={dispense.dispenseId} dispense={dispense} zone={me.zone} onAct={begin} />
      ))}
      {begin && (
        <Button variant="default" onClick={() => begin({ kind: 'order' })}>
          Enter an order
        </Button>
      )}
      {act && <SupplyDialog act={act} patientId={patientId} onDone={done} onClose={() => setAct(null)} />}
    </section>
  );
}

type OneProps = { dispense: Dispense; zone: string; onAct: ((act: SupplyAct) => void) | null };

function One({ dispense, zone, onAct }: OneProps) {
  const { state, standing, onHandUnits, form, pharmacy, prescriptionNumber, lot, beyondUseDate, doseUnits } = dispense;
  const open = dispense.discrepancies.find(({ reviewedAt }) => reviewedAt === null);
  return (
    <article className="stack" aria-label={medicineName(dispense)}>
      <h3>{medicineName(dispense)}</h3>
      <p>
        {STATES[state]}. {unitsWords(onHandUnits, form)} on hand. {STANDINGS[standing]}.
      </p>
      <p className="quiet small">
        {[
          pharmacy,
          `prescription ${prescriptionNumber ?? 'erased'}`,
          lot && `lot ${lot}`,
          beyondUseDate && `use by ${beyondUseDate}`,
          doseUnits && `${unitsWords(doseUnits, form)} a dose, as prescribed`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {open && (
        <Notice kind="danger">
          {open.counted} were counted, {open.expected} were expected, on {dayOf(Date.parse(open.openedAt), zone)}. Nothing of it
          may be taken until somebody has reviewed it. Ask the patient what was taken.{' '}
          {onAct && (
            <Button variant="default" onClick={() => onAct({ kind: 'review', dispense, discrepancyId: open.discrepancyId })}>
              Review the count
            </Button>
          )}
        </Notice>
      )}
      <Ledger dispense={dispense} zone={zone} />
      {onAct && <Acts dispense={dispense} onAct={onAct} />}
    </article>
  );
}

function Acts({ dispense, onAct }: { dispense: Dispense; onAct: (act: SupplyAct) => void }) {
  const { state, onHandUnits } = dispense;
  const next = NEXT[state];
  const isAtPharmacy = ['ordered', 'sent-to-pharmacy', 'filled'].includes(state);
  return (
    <div className="row">
      {next && (
        <Button variant="default" onClick={() => onAct({ kind: 'step', dispense, to: next.to })}>
          {next.words}
        </Button>
      )}
      {isAtPharmacy && (
        <Button variant="subtle" onClick={() => onAct({ kind: 'step', dispense, to: 'withdrawn' })}>
          It does not come
        </Button>
      )}
      {['delivered', 'in-use', 'reconciled'].includes(state) && onHandUnits > 0 && (
        <Button variant="subtle" onClick={() => onAct({ kind: 'dispose', dispense })}>
          Returned or destroyed
        </Button>
      )}
    </div>
  );
}

const NEXT: Readonly<Partial<Record<Dispense['state'], { to: 'sent-to-pharmacy' | 'filled' | 'shipped'; words: string }>>> = {
  ordered: { to: 'sent-to-pharmacy', words: 'The pharmacy has the prescription' },
  'sent-to-pharmacy': { to: 'filled', words: 'It is filled' },
  filled: { to: 'shipped', words: 'It is on its way' },
};
