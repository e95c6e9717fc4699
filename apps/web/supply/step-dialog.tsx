import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { moveMedicine } from '#contracts';
import { call } from '../call.js';
import { ActForm } from './act-form.js';
import type { ActProps } from './acts.js';
import { unitsOf } from './count-pad.js';
import { medicineName } from './words.js';

const TITLES = {
  'sent-to-pharmacy': 'The pharmacy has the prescription',
  filled: 'The pharmacy has filled it',
  shipped: 'It is on its way to the patient',
  withdrawn: 'It does not come',
} as const;

/** What the clinic has heard from the pharmacy. */
export function StepDialog({ act: { dispense, to }, patientId, onDone, onClose }: ActProps<'step'>) {
  const [box, setBox] = useState({ lot: '', beyondUseDate: '', units: String(dispense.orderedUnits) });
  const units = unitsOf(box.units);
  const isWhole = to !== 'filled' || Boolean(box.lot.trim() && box.beyondUseDate && units);
  const params = { patientId, dispenseId: dispense.dispenseId };
  const move = () => {
    if (to !== 'filled') return call(moveMedicine, { params, body: { to } });
    return call(moveMedicine, { params, body: { to, filled: { ...box, units: units! } } });
  };
  const set = (name: keyof typeof box) => (event: { currentTarget: { value: string } }) =>
    setBox({ ...box, [name]: event.currentTarget.value });
  return (
    <ActForm title={TITLES[to]} words="Write it down" isWhole={isWhole} onAct={move} onDone={onDone} onClose={onClose}>
      <p>{medicineName(dispense)}</p>
      {to === 'filled' && (
        <>
          <TextInput label="Lot, as it stands on the box" autoComplete="off" value={box.lot} onChange={set('lot')} />
          <TextInput label="Beyond-use date" type="date" value={box.beyondUseDate} onChange={set('beyondUseDate')} />
          <TextInput label="Units in the box" inputMode="decimal" value={box.units} onChange={set('units')} />
        </>
      )}
      {to === 'withdrawn' && <p>Only what has not left the pharmacy can be withdrawn. It stays on record.</p>}
    </ActForm>
  );
}
