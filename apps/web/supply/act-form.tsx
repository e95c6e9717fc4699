import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';

import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';

type Props = {
  title: string;
  words: string;
  isWhole: boolean;
  onAct: () => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** One thing that is written down about medicine, and asked for once more. */
export function ActForm({ title, words, isWhole, onAct, onDone, onClose, children }: Props) {
  const act = useMutation({ mutationFn: onAct, onSuccess: onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {children}
        <Failed error={act.error} />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={act.isPending} disabled={!isWhole}>
            {words}
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}
