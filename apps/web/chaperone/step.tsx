import { lazy, Suspense } from 'react';

import { Loading } from '../shell/states.js';
import { useSoon } from '../shell/use-soon.js';
import { Checks } from './checks.js';
import type { ChaperoneView } from './view.js';

/** Apart: whoever opens the page in the middle of a session does not wait for it. */
const Before = lazy(() => import('./before.js'));
const loadDone = () => import('./done.js');
const Done = lazy(loadDone);

/** Where the chaperone is on the way through the session. After the dose nothing stands before the checks. */
export function Step(props: ChaperoneView) {
  const { state } = props.view;
  useSoon(loadDone);
  const isOver = state.dischargedAt !== undefined || state.aborted !== undefined;
  if (!isOver && state.dosedAt !== undefined) return <Checks {...props} />;
  return <Suspense fallback={<Loading what="your page" />}>{isOver ? <Done {...props} /> : <Before {...props} />}</Suspense>;
}
