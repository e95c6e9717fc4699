import { useState } from 'react';

import { StepUpDialog } from '../account/step-up-dialog.js';
import { Button } from '../shell/button.js';
import { useAct } from './queries.js';
import { Refused } from './refused.js';

type Props = { words: string; what: string; act: () => Promise<unknown>; isOff?: boolean; variant?: 'filled' | 'default' };

/** One weighty act: asks for a proof first, and says why it was refused. */
export function ProveButton({ words, what, act, isOff = false, variant = 'filled' }: Props) {
  const [isProving, setProving] = useState(false);
  const doing = useAct(act);
  return (
    <div className="stack">
      <Refused error={doing.error} />
      <div>
        <Button variant={variant} disabled={isOff} loading={doing.isPending} onClick={() => setProving(true)}>
          {words}
        </Button>
      </div>
      {isProving && (
        <StepUpDialog
          title={words}
          what={`${what} Please prove that it is you.`}
          words={words}
          onAct={() => doing.mutateAsync().catch(() => undefined)}
          onClose={() => setProving(false)}
        />
      )}
    </div>
  );
}
