import type { ActProps, SupplyAct } from './acts.js';
import { DisposeDialog, ReviewDialog, TakenDialog } from './count-dialogs.js';
import { OrderDialog } from './order-dialog.js';
import { StepDialog } from './step-dialog.js';

/** What somebody who prescribes writes down about medicine. */
export function SupplyDialog({ act, ...props }: Omit<ActProps<'order'>, 'act'> & { act: SupplyAct }) {
  switch (act.kind) {
    case 'order':
      return <OrderDialog act={act} {...props} />;
    case 'step':
      return <StepDialog act={act} {...props} />;
    case 'dispose':
      return <DisposeDialog act={act} {...props} />;
    case 'review':
      return <ReviewDialog act={act} {...props} />;
    case 'taken':
      return <TakenDialog act={act} {...props} />;
  }
}
