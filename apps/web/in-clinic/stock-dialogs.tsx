import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';

import { countStock, receiveStock, type StockLot } from '#contracts';
import { call } from '../call.js';
import { WitnessInput } from '../clinician/draw-dialogs.js';
import { ActForm } from '../supply/act-form.js';
import { unitsOf } from '../supply/count-pad.js';

type Asked = Readonly<{ onDone: () => void; onClose: () => void }>;

const EMPTY = { supplier: '', form: '', strengthMg: '', lot: '', beyondUseDate: '', units: '' };
const LABELS: Readonly<Record<keyof typeof EMPTY, string>> = {
  supplier: 'Who delivered it',
  form: 'One unit is called (vial, spray device, tablet)',
  strengthMg: 'Milligrams of one unit',
  lot: 'Lot, as it stands on the box',
  beyondUseDate: 'Use by',
  units: 'How many units',
};

export function ReceiveDialog({ onDone, onClose }: Asked) {
  const [form, setForm] = useState(EMPTY);
  const [medication, setMedication] = useState<'ketamine' | 'esketamine'>('ketamine');
  const { strengthMg, units, ...names } = form;
  const [mg, count] = [Number(strengthMg), unitsOf(units)];
  const isWhole = mg > 0 && Boolean(count) && Object.values(names).every((name) => name.trim());
  const receive = () => call(receiveStock, { body: { ...names, medication, strengthMg: mg, units: count! } });
  return (
    <ActForm title="A delivery" words="Enter it" isWhole={isWhole} onAct={receive} onDone={onDone} onClose={onClose}>
      <NativeSelect
        label="Medicine"
        data={['ketamine', 'esketamine']}
        value={medication}
        onChange={({ currentTarget }) => setMedication(currentTarget.value as typeof medication)}
      />
      {(Object.keys(LABELS) as (keyof typeof EMPTY)[]).map((name) => (
        <TextInput
          key={name}
          type={name === 'beyondUseDate' ? 'date' : 'text'}
          label={LABELS[name]}
          autoComplete="off"
          value={form[name]}
          onChange={({ currentTarget }) => setForm({ ...form, [name]: currentTarget.value })}
        />
      ))}
    </ActForm>
  );
}

export function CountStockDialog({ lot, onDone, onClose }: Asked & { lot: StockLot }) {
  const [units, setUnits] = useState('');
  const [why, setWhy] = useState<'counted' | 'destroyed'>('counted');
  const [witness, setWitness] = useState('');
  const count = units.trim() === '0' ? 0 : unitsOf(units);
  const isWhole = count !== null && count !== undefined && Boolean(witness.trim());
  const act = () => call(countStock, { params: { lotId: lot.lotId }, body: { units: count!, why, witness } });
  return (
    <ActForm title={`Lot ${lot.lot}`} words="Write it down" isWhole={isWhole} onAct={act} onDone={onDone} onClose={onClose}>
      <p>The ledger says {lot.onHandUnits}.</p>
      <TextInput
        label="How many are there now"
        inputMode="decimal"
        autoComplete="off"
        value={units}
        onChange={({ currentTarget }) => setUnits(currentTarget.value)}
      />
      <NativeSelect
        label="Why it differs"
        data={[
          { value: 'counted', label: 'Two people have counted' },
          { value: 'destroyed', label: 'The rest was destroyed' },
        ]}
        value={why}
        onChange={({ currentTarget }) => setWhy(currentTarget.value as typeof why)}
      />
      <WitnessInput value={witness} onChange={setWitness} />
    </ActForm>
  );
}
