import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';

import { drawForSession, endDraw, type StockLot } from '#contracts';
import { call } from '../call.js';
import { ActForm } from '../supply/act-form.js';
import { unitsOf } from '../supply/count-pad.js';

type Asked = Readonly<{ sessionId: string; onDone: () => void; onClose: () => void }>;
type Seen = Readonly<{ lots: readonly StockLot[]; doseMg: number | null }>;

const nameOf = ({ medication, form, strengthMg, lot, onHandUnits }: StockLot): string =>
  `${medication} ${strengthMg} mg ${form}, lot ${lot}: ${onHandUnits} left`;

/** Which lot and how many units is for a person to say: nothing here works out a number. */
export function DrawDialog({ sessionId, seen, onDone, onClose }: Asked & { seen: Seen }) {
  const lots = seen.lots.filter(({ standing }) => standing === 'good');
  const [lotId, setLotId] = useState('');
  const [units, setUnits] = useState('');
  const [witness, setWitness] = useState('');
  const lot = lots.find((one) => one.lotId === lotId);
  const count = unitsOf(units);
  const draw = () => call(drawForSession, { params: { sessionId }, body: { lotId, units: count!, witness } });
  return (
    <ActForm
      title="Draw the medicine"
      words="It is drawn"
      isWhole={Boolean(lot && count && witness.trim())}
      onAct={draw}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{seen.doseMg === null ? 'No dose is signed.' : `${seen.doseMg} mg are signed for this session.`}</p>
      <NativeSelect
        label="Out of which lot"
        data={[
          { value: '', label: lots.length ? 'Choose a lot' : 'No lot may be given today' },
          ...lots.map((one) => ({ value: one.lotId, label: nameOf(one) })),
        ]}
        value={lotId}
        onChange={({ currentTarget }) => setLotId(currentTarget.value)}
      />
      <TextInput
        label="How many units"
        inputMode="decimal"
        autoComplete="off"
        value={units}
        onChange={({ currentTarget }) => setUnits(currentTarget.value)}
      />
      {lot && count ? <p className="quiet">{count * lot.strengthMg} mg</p> : null}
      <WitnessInput value={witness} onChange={setWitness} />
    </ActForm>
  );
}

export function EndDrawDialog({ sessionId, onDone, onClose }: Asked) {
  const [how, setHow] = useState<'put-back' | 'destroyed'>('put-back');
  const [witness, setWitness] = useState('');
  const end = () => call(endDraw, { params: { sessionId }, body: { how, witness } });
  return (
    <ActForm
      title="It is not given"
      words="Write it down"
      isWhole={Boolean(witness.trim())}
      onAct={end}
      onDone={onDone}
      onClose={onClose}
    >
      <NativeSelect
        label="What became of it"
        data={[
          { value: 'put-back', label: 'Put back, unopened' },
          { value: 'destroyed', label: 'Destroyed' },
        ]}
        value={how}
        onChange={({ currentTarget }) => setHow(currentTarget.value as typeof how)}
      />
      <WitnessInput value={witness} onChange={setWitness} />
    </ActForm>
  );
}

export function WitnessInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      label="Who of the staff saw it, too"
      autoComplete="off"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
