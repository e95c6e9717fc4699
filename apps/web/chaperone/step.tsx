import { useState } from 'react';

import { Agree } from './agree.js';
import { BeforeDose } from './before-dose.js';
import { Checks } from './checks.js';
import { Done } from './done.js';
import type { ChaperoneView } from './view.js';

const agreedKey = (sessionId: string) => `hearth.agreed.${sessionId}`;

/** Where the chaperone is on the way through the session. */
export function Step(props: ChaperoneView) {
  const { session, state } = props.view;
  const [hasAgreed, setAgreed] = useState(() => localStorage.getItem(agreedKey(session.id)) !== null);
  const agree = () => {
    localStorage.setItem(agreedKey(session.id), 'yes');
    setAgreed(true);
  };
  if (state.dischargedAt !== undefined || state.aborted !== undefined) return <Done {...props} />;
  if (state.dosedAt !== undefined) return <Checks {...props} />;
  if (!hasAgreed && state.arrivedAt === undefined) return <Agree people={props.people} onAgree={agree} />;
  return <BeforeDose {...props} />;
}
