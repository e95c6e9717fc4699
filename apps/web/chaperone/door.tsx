import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { lookAtChaperoneLink, refuseChaperoneLink } from '#contracts';
import { call, isWorthRepeating } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice, Unreachable } from '../shell/states.js';
import styles from './session.module.css';

/** Before anything is shown: is the link for whoever holds this phone? A wrong number learns nothing, and can say so. */
export function Door({ token, onMe }: { token: string; onMe: () => void }) {
  const look = useQuery({
    queryKey: ['chaperone-door', token],
    queryFn: () => call(lookAtChaperoneLink, { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => count < 5 && isWorthRepeating(error),
  });
  const refusal = useMutation({ mutationFn: () => call(refuseChaperoneLink, { body: { token } }) });
  if (look.isError) return <Unreachable error={look.error} onRetry={() => void look.refetch()} />;
  if (!look.data) return <Loading what="your page" />;
  const { firstName, clinicName } = look.data;
  return (
    <div className={styles['content']}>
      {refusal.isSuccess ? (
        <section className="stack">
          <PageTitle>Thank you for telling us</PageTitle>
          <Notice kind="good">
            The link is closed, and {clinicName} knows. You can delete the message. Nothing was shown to you.
          </Notice>
        </section>
      ) : (
        <Question {...{ firstName, clinicName, onMe }} onRefuse={() => refusal.mutate()} isRefusing={refusal.isPending} />
      )}
      <Failed error={refusal.error} />
    </div>
  );
}

type Asked = { firstName: string; clinicName: string; onMe: () => void; onRefuse: () => void; isRefusing: boolean };

function Question({ firstName, clinicName, onMe, onRefuse, isRefusing }: Asked) {
  const [isSure, setSure] = useState(false);
  return (
    <section className="stack">
      <PageTitle title="Is this for you?">Are you {firstName}?</PageTitle>
      <p>
        {clinicName} sent this link to {firstName}, who stays with somebody at home during an appointment.
      </p>
      <Button size="xl" onClick={onMe}>
        Yes, that is me
      </Button>
      <Button variant="default" size="l" loading={isRefusing} onClick={() => setSure(true)}>
        That is not me
      </Button>
      {isSure && (
        <Dialog title="Close this link?" onClose={() => setSure(false)}>
          <p>Nobody can use it any more then, and the clinic finds out whom it was meant for.</p>
          <Choices>
            <Button variant="default" size="l" onClick={() => setSure(false)}>
              Go back
            </Button>
            <Button
              size="l"
              onClick={() => {
                setSure(false);
                onRefuse();
              }}
            >
              Close it
            </Button>
          </Choices>
        </Dialog>
      )}
    </section>
  );
}
