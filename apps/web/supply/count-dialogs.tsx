import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import { type CountFinding, disposeOfMedicine, reviewCount, sayUnitsTaken } from '#contracts';
import { call } from '../call.js';
import { choices } from '../care/words.js';
import { ActForm } from './act-form.js';
import type { ActProps } from './acts.js';
import { unitsOf } from './count-pad.js';
import { FINDINGS, medicineName } from './words.js';

/** Ends a count that differs: a person says what was found. */
export function ReviewDialog({ act: { dispense, discrepancyId }, patientId, onDone, onClose }: ActProps<'review'>) {
  const [finding, setFinding] = useState<CountFinding>('counted-again');
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const units = unitsOf(text);
  const review = () =>
    call(reviewCount, { params: { patientId, discrepancyId }, body: { finding, units: units!, note: note.trim() } });
  return (
    <ActForm
      title="Review the count"
      words="This is what was found"
      isWhole={units !== null && note.trim() !== ''}
      onAct={review}
      onDone={onDone}
      onClose={onClose}
    >
      <p>
        {medicineName(dispense)}. Speak with the patient first. If more was taken than signed: Poison Control, 1-800-222-1222. The
        review stays on record, and the ledger is set to what you both agree on.
      </p>
      <NativeSelect
        label="What was found"
        data={choices(FINDINGS)}
        value={finding}
        onChange={({ currentTarget }) => setFinding(currentTarget.value as CountFinding)}
      />
      <TextInput
        label="How many are there"
        inputMode="decimal"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Textarea label="What you asked and heard" value={note} onChange={({ currentTarget }) => setNote(currentTarget.value)} />
    </ActForm>
  );
}

const WAYS = { returned: 'Returned to the pharmacy', destroyed: 'Destroyed' } as const;

/** What leaves a home in another way than in a session, before a witness. */
export function DisposeDialog({ act: { dispense }, patientId, onDone, onClose }: ActProps<'dispose'>) {
  const [how, setHow] = useState<keyof typeof WAYS>('returned');
  const [text, setText] = useState(String(dispense.onHandUnits));
  const [witness, setWitness] = useState('');
  const units = unitsOf(text);
  const params = { patientId, dispenseId: dispense.dispenseId };
  const dispose = () => call(disposeOfMedicine, { params, body: { how, units: units!, witness: witness.trim() } });
  return (
    <ActForm
      title="Returned or destroyed"
      words="Write it down"
      isWhole={Boolean(units) && witness.trim() !== ''}
      onAct={dispose}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{medicineName(dispense)}</p>
      <NativeSelect
        label="What became of it"
        data={choices(WAYS)}
        value={how}
        onChange={({ currentTarget }) => setHow(currentTarget.value as keyof typeof WAYS)}
      />
      <TextInput
        label="How many units"
        inputMode="decimal"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <TextInput
        label="Name of the witness"
        autoComplete="off"
        value={witness}
        onChange={({ currentTarget }) => setWitness(currentTarget.value)}
      />
    </ActForm>
  );
}

/** How many units a dose was, where the ledger could not know it. */
export function TakenDialog({ act: { dose, dispenses }, patientId, onDone, onClose }: ActProps<'taken'>) {
  const held = dispenses.filter(({ state }) => ['delivered', 'in-use', 'reconciled'].includes(state));
  const [dispenseId, setDispenseId] = useState(held[0]?.dispenseId ?? '');
  const [text, setText] = useState('');
  const units = unitsOf(text);
  const params = { patientId, doseLineId: dose.doseLineId };
  const say = () => call(sayUnitsTaken, { params, body: { dispenseId, units: units! } });
  return (
    <ActForm
      title={`${dose.doseMg} mg: how many units?`}
      words="So many were taken"
      isWhole={Boolean(units && dispenseId)}
      onAct={say}
      onDone={onDone}
      onClose={onClose}
    >
      <NativeSelect
        label="Of which medicine"
        data={held.map((one) => ({ value: one.dispenseId, label: medicineName(one) }))}
        value={dispenseId}
        onChange={({ currentTarget }) => setDispenseId(currentTarget.value)}
      />
      <TextInput
        label="How many units were taken"
        inputMode="decimal"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
    </ActForm>
  );
}
