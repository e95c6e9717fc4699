import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { addChartEntry, type ChartMedicine, reviewMedicines } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayOf } from '../time.js';
import styles from './chart.module.css';
import { EndEntry } from './end-entry.js';
import { EntryForm } from './entry-form.js';
import type { ChartProps } from './flags-card.js';
import { chartQuery } from './queries.js';
import { INTERACTIONS } from './words.js';

/** What the patient takes, and what is known of each beside ketamine. Nothing here says that a medicine is safe. */
export function MedicinesCard({ patientId, chart, zone }: ChartProps) {
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const review = useMutation({
    mutationFn: () => call(reviewMedicines, { params: { patientId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: chartQuery(patientId).queryKey }),
  });
  const { medicines, medicinesReviewed, mayWrite } = chart;
  return (
    <section className="card stack" aria-labelledby="medicines">
      <h2 id="medicines">Medicines</h2>
      <p className="quiet small">
        {medicinesReviewed
          ? `Last gone through ${dayOf(medicinesReviewed.at, zone)}, ${medicinesReviewed.byName}.`
          : 'Nobody has gone through them with the patient yet.'}{' '}
        Ask before each dose whether anything is new.
      </p>
      {medicines.length === 0 && <p>None are known.</p>}
      <ul className={styles['list']}>
        {medicines.map((medicine) => (
          <Medicine key={medicine.entryId ?? medicine.written} medicine={medicine} patientId={patientId} mayWrite={mayWrite} />
        ))}
      </ul>
      <Failed error={review.error} />
      {mayWrite && (
        <div className="row">
          <Button variant="default" loading={review.isPending} onClick={() => review.mutate()}>
            Asked today: the list is right
          </Button>
          <Button variant="subtle" onClick={() => setAdding(true)}>
            Add a medicine
          </Button>
        </div>
      )}
      {isAdding && <EntryForm patientId={patientId} kind="medicine" onClose={() => setAdding(false)} />}
    </section>
  );
}

type Props = { medicine: ChartMedicine; patientId: string; mayWrite: boolean };

function Medicine({ medicine, patientId, mayWrite }: Props) {
  const { entryId, written, detail, ingredients, interactions, isWhole } = medicine;
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: () => call(addChartEntry, { params: { patientId }, body: { kind: 'medicine', text: written } }),
    onSettled: () => queries.invalidateQueries({ queryKey: chartQuery(patientId).queryKey }),
  });
  return (
    <li>
      <strong>{written}</strong>
      {detail && `, ${detail}`}
      {interactions.map(({ level, why }) => (
        <p key={why} className="small">
          <span className={styles['level']} data-level={level}>
            {INTERACTIONS[level]}
          </span>{' '}
          {why}
        </p>
      ))}
      {!isWhole && (
        <p className="small">
          <span className={styles['level']} data-level="amber">
            Not checked
          </span>{' '}
          {ingredients.length > 0 ? 'a part of this entry is not on the list' : 'this is not on the list of ingredients'}
        </p>
      )}
      {entryId === null && <p className="quiet small">From the patient’s answers; not on the clinic’s list.</p>}
      {mayWrite && entryId === null && (
        <Button variant="subtle" loading={take.isPending} aria-label={`Put ${written} on the list`} onClick={() => take.mutate()}>
          Put on the list
        </Button>
      )}
      <Failed error={take.error} />
      {mayWrite && entryId !== null && <EndEntry patientId={patientId} entryId={entryId} name={written} />}
    </li>
  );
}
