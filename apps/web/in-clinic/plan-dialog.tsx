import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { type EmergencyPlan, type Proof, stepUp, writeEmergencyPlan } from '#contracts';
import { ProofForm } from '../account/proof-form.js';
import { call } from '../call.js';
import { PlaceSelect } from '../credentials/place-select.js';
import { Dialog } from '../shell/dialog.js';

type Props = Readonly<{ plan: EmergencyPlan | null; onDone: () => void; onClose: () => void }>;
const LINES = {
  addressLine: 'Address',
  entryNote: 'The way in for an ambulance',
  localEmergencyNumber: 'Emergency line here, with all its digits',
} as const;

/** The whole plan, as it is to hold from now on; only the medical director may. */
export function PlanDialog({ plan, onDone, onClose }: Props) {
  const { addressLine = '', jurisdiction = '', entryNote = '', localEmergencyNumber = '', steps = '' } = plan ?? {};
  const [body, setBody] = useState({ addressLine, jurisdiction, entryNote, localEmergencyNumber, steps });
  const write = useMutation({
    mutationFn: async (proof: Proof) => {
      await call(stepUp, { body: proof });
      return call(writeEmergencyPlan, { body });
    },
    onSuccess: onDone,
  });
  return (
    <Dialog title="Emergency plan" onClose={onClose}>
      <div className="stack">
        {(Object.keys(LINES) as (keyof typeof LINES)[]).map((name) => (
          <TextInput
            key={name}
            label={LINES[name]}
            autoComplete="off"
            value={body[name]}
            onChange={({ currentTarget }) => setBody({ ...body, [name]: currentTarget.value })}
          />
        ))}
        <label htmlFor="plan-place">State</label>
        <PlaceSelect
          id="plan-place"
          value={body.jurisdiction}
          first={[]}
          onChange={(place) => setBody({ ...body, jurisdiction: place })}
        />
        <Textarea
          label="What is done, one step a line"
          autosize
          minRows={4}
          value={body.steps}
          onChange={({ currentTarget }) => setBody({ ...body, steps: currentTarget.value })}
        />
      </div>
      <ProofForm words="Write the plan" onProve={(proof) => write.mutateAsync(proof)} onCancel={onClose} />
    </Dialog>
  );
}
