import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { exchangeChaperoneLink } from '#contracts';
import { call, isWorthRepeating } from '../call.js';
import type { PageProps } from '../shell/audience.js';
import { meQuery } from '../shell/queries.js';
import { navigate, Redirect } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { closeSocket } from '../socket.js';

/** The token travels in the fragment, which no server and no log ever sees, and is turned into a sign-in for this one session. */
export default function LinkPage({ me }: PageProps) {
  const [token] = useState(() => location.hash.slice(1));
  const queries = useQueryClient();
  const exchange = useQuery({
    queryKey: ['chaperone-link', token],
    queryFn: () => call(exchangeChaperoneLink, { body: { token } }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => count < 5 && isWorthRepeating(error),
  });
  useEffect(() => {
    if (!exchange.data) return;
    void closeSocket()
      .then(() => queries.fetchQuery({ ...meQuery, staleTime: 0 }))
      .then(() => navigate(exchange.data.isOnDuty ? '/chaperone/session' : '/chaperone/duty', { isReplacing: true }));
  }, [exchange.data, queries]);

  if (token === '' && me?.role === 'chaperone') return <Redirect to="/chaperone/session" />;
  if (token === '') {
    return (
      <Empty title="This page opens with your link">
        <p>Please tap the link in the message that the clinic sent you. If you cannot find it, ask the clinic for a new one.</p>
      </Empty>
    );
  }
  if (exchange.isError) return <Unreachable error={exchange.error} onRetry={() => void exchange.refetch()} />;
  return <Loading what="your page" />;
}
