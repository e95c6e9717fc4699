import { type FormEvent, useState } from 'react';

import { type DoseView, proposeDose } from '#contracts';
import { call } from '../call.js';
import { Words } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { NumberLine } from './number-line.js';
import { useAct } from './queries.js';
import { Refused } from './refused.js';

/** A prescriber enters a dose, and why. The field is empty, whatever was before. */
export function ProposeForm({ patientId, dose: { number, state } }: { patientId: string; dose: DoseView }) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const params = { patientId, doseNumber: number };
  const propose = useAct(() => call(proposeDose, { params, body: { doseMg: Number(typed), reason: reason.trim() } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    propose.mutate();
  };
  if (!isOpen)
    return (
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          {state === 'planned' ? 'Propose' : 'Propose another'} dose for session {number}
        </Button>
      </div>
    );
  return (
    <form className="stack" onSubmit={submit} aria-label={`Dose for session ${number}`}>
      <NumberLine label="Dose in mg" value={typed} onChange={setTyped} step="0.01" />
      <Words label="Why this dose" value={reason} onChange={setReason} rows={2} />
      <Refused error={propose.error} />
      <div className="row">
        <Button type="submit" loading={propose.isPending} disabled={!(Number(typed) > 0) || reason.trim().length < 3}>
          Propose it
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          Not now
        </Button>
      </div>
    </form>
  );
}
