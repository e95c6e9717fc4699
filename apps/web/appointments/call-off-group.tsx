import { useMutation, useQueryClient } from '@tanstack/react-query';

import { cancelGroup } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';

/** Calls a group off, with all of its places, when it is said twice. */
export function CallOffGroup({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call(cancelGroup, { params: { groupId } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog title="Call this group off?" onClose={onClose}>
      <p>All who have a place are told at once. It costs nobody anything.</p>
      <Failed error={cancel.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep it
        </Button>
        <Button variant="danger" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          Call it off
        </Button>
      </Choices>
    </Dialog>
  );
}
