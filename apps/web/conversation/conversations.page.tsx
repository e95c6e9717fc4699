import { lazy, Suspense } from 'react';

import type { OwnPageProps } from '../shell/audience.js';
import { Loading } from '../shell/states.js';

const OfPatient = lazy(() => import('../patient/conversation.page.js'));
const OfStaff = lazy(() => import('../clinician/conversations.page.js'));

/** One address for messages that tell of a message: a patient has one conversation, staff have many. */
export default function ConversationsPage(props: OwnPageProps) {
  const Page = props.me.role === 'patient' ? OfPatient : OfStaff;
  return (
    <Suspense fallback={<Loading what="the messages" />}>
      <Page {...props} />
    </Suspense>
  );
}
