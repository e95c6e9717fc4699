import { useMutation } from '@tanstack/react-query';
import { type Proof, releaseDose, stepUp } from '#contracts';
import { ProofForm } from '../account/proof-form.js';
import { call } from '../call.js';
import type { LiveSession } from '../session/live-session.js';
import { Dialog } from '../shell/dialog.js';
import { Notice } from '../shell/states.js';

type Props = { live: LiveSession; gateSeq: number; onClose: () => void };

/** The prescriber proves who they are once more, for this release alone; the server judges the gate again in the same breath. */
export function ReleaseDialog({ live, gateSeq, onClose }: Props) {
  const release = useMutation({
    mutationFn: async (proof: Proof) => {
      await call(stepUp, { body: proof });
      return call(releaseDose, { params: { sessionId: live.id }, body: { gateSeq } });
    },
    onSuccess: ({ isReleased }) => isReleased && onClose(),
    onSettled: () => live.refresh(),
  });
  return (
    <Dialog title="Release the dose" onClose={onClose}>
      <p>You release the dose that is signed for this session. Prove once more that it is you: this counts as your signature.</p>
      <ProofForm words="Release the dose" onProve={(proof) => release.mutateAsync(proof)} onCancel={onClose}>
        {release.data && !release.data.isReleased && (
          <Notice kind="danger">Not released: the gate holds now. Close this and look at what has changed.</Notice>
        )}
      </ProofForm>
    </Dialog>
  );
}
