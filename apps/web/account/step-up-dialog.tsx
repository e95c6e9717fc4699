import { type Proof, stepUp } from '#contracts';
import { call } from '../call.js';
import { Dialog } from '../shell/dialog.js';
import { ProofForm } from './proof-form.js';

type Props = { title: string; what: string; words: string; onAct: () => Promise<unknown>; onClose: () => void };

/** Asks for a proof, does one weighty act with it, and closes. Whoever needs a step-up anywhere uses this. */
export function StepUpDialog({ title, what, words, onAct, onClose }: Props) {
  const act = async (proof: Proof) => {
    await call(stepUp, { body: proof });
    await onAct();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{what}</p>
      <ProofForm words={words} onProve={act} onCancel={onClose} />
    </Dialog>
  );
}
