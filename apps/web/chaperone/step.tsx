import { lazy, Suspense } from 'react';

import { Loading } from '../shell/states.js';
import { Checks } from './checks.js';
import { Done } from './done.js';
import type { ChaperoneView } from './view.js';

/** Apart: whoever opens the page in the middle of a session does not wait for it. */
const Before = lazy(() => import('./before.js'));

/** Where the chaperone is on the way through the session. After the dose nothing stands before the checks. */
export function Step(props: ChaperoneView) {
  const { state } = props.view;
  if (state.dischargedAt !== undefined || state.aborted !== undefined) return <Done {...props} />;
  if (state.dosedAt !== undefined) return <Checks {...props} />;
  return (
    <Suspense fallback={<Loading what="your page" />}>
      <Before {...props} />
    </Suspense>
  );
}
