import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { orderMedicine } from '#contracts';
import { call } from '../call.js';
import { ActForm } from './act-form.js';
import type { ActProps } from './acts.js';
import { unitsOf } from './count-pad.js';

const EMPTY = { prescriptionNumber: '', pharmacy: '', medication: '', form: '', strengthMg: '', orderedUnits: '', doseUnits: '' };
const LABELS: Readonly<Record<keyof typeof EMPTY, string>> = {
  prescriptionNumber: 'Number of the prescription',
  pharmacy: 'Pharmacy',
  medication: 'Medicine',
  form: 'One unit is called (troche, tablet)',
  strengthMg: 'Milligrams of one unit',
  orderedUnits: 'How many units',
  doseUnits: 'Units of one dose, as prescribed (leave empty if not stated)',
};

/** Keeps what was prescribed elsewhere; every number is typed by a person. */
export function OrderDialog({ patientId, onDone, onClose }: ActProps<'order'>) {
  const [form, setForm] = useState(EMPTY);
  const { strengthMg, orderedUnits, doseUnits, ...names } = form;
  const [mg, units] = [Number(strengthMg), unitsOf(orderedUnits)];
  const dose = doseUnits.trim() ? unitsOf(doseUnits) : null;
  const isWhole =
    mg > 0 && Boolean(units) && Object.values(names).every((name) => name.trim()) && (!doseUnits.trim() || Boolean(dose));
  const order = () =>
    call(orderMedicine, {
      params: { patientId },
      body: { ...names, strengthMg: mg, orderedUnits: units!, doseUnits: dose },
    });
  return (
    <ActForm title="An order" words="Enter it" isWhole={isWhole} onAct={order} onDone={onDone} onClose={onClose}>
      <p>Hearth sends nothing to a pharmacy. Enter what you have prescribed with your own system.</p>
      {(Object.keys(LABELS) as (keyof typeof EMPTY)[]).map((name) => (
        <TextInput
          key={name}
          label={LABELS[name]}
          autoComplete="off"
          value={form[name]}
          onChange={({ currentTarget }) => setForm({ ...form, [name]: currentTarget.value })}
        />
      ))}
    </ActForm>
  );
}
