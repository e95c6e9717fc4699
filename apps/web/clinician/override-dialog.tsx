import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Proof, signOverride, stepUp } from '#contracts';
import type { GateFinding } from '#session-engine';
import { ProofForm } from '../account/proof-form.js';
import { call } from '../call.js';
import { Words } from '../screening/fields.js';
import { findingWords, itemWords } from '../session/gate-words.js';
import type { LiveSession } from '../session/live-session.js';
import { Dialog } from '../shell/dialog.js';

type Props = {
  live: LiveSession;
  gate: Readonly<{ seq: number; at: number }>;
  finding: GateFinding;
  zone: string;
  onClose: () => void;
};

/** Shorter than this is no reason. */
const LEAST = 10;

/** The prescriber signs over one thing that holds, and says why: for this session, until something new is said or measured. */
export function OverrideDialog({ live, gate, finding, zone, onClose }: Props) {
  const [reason, setReason] = useState('');
  const sign = useMutation({
    mutationFn: async (proof: Proof) => {
      await call(stepUp, { body: proof });
      const body = { gateSeq: gate.seq, item: finding.item, reason };
      return call(signOverride, { params: { sessionId: live.id }, body });
    },
    onSuccess: onClose,
    onSettled: () => live.refresh(),
  });
  return (
    <Dialog title={`Decide: ${itemWords(finding)}`} onClose={onClose}>
      <p>{findingWords(finding, gate.at, zone)}</p>
      <Words label="Why the dose may be taken all the same" value={reason} onChange={setReason} maxLength={1_000} isOptional />
      <p className="small quiet">
        It counts for this session, and ends with the next answer or reading. The medical director sees it in the list of the
        week.
      </p>
      {reason.trim().length >= LEAST ? (
        <ProofForm words="Sign over it" onProve={(proof) => sign.mutateAsync(proof)} onCancel={onClose} />
      ) : (
        <p className="small">Write the reason first, then prove that it is you.</p>
      )}
    </Dialog>
  );
}
