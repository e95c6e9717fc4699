import { useMutation, useQueryClient } from '@tanstack/react-query';

import { withdrawConsents } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { consentsQuery } from './queries.js';

/** What taking consent back means is said before it is done. */
export function WithdrawDialog({ patientId, onClose }: { patientId: string; onClose: () => void }) {
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => call(withdrawConsents, { params: { patientId } }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: consentsQuery(patientId).queryKey }),
  });
  return (
    <Dialog title="Take back your consent" onClose={onClose}>
      <p>
        From now on no dose is given to you. Your sessions stay in the calendar; you can call them off, or talk with your team.
      </p>
      <p>
        What you have taken already cannot be undone, and your team stays with you until you are well. You need not say why, and
        you can sign again at any time.
      </p>
      <Failed error={withdraw.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Leave it as it is
        </Button>
        <Button variant="danger" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          Take it back
        </Button>
      </Choices>
    </Dialog>
  );
}
