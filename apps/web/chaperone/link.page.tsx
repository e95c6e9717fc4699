import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { exchangeChaperoneLink, type Me } from '#contracts';
import { call, isWorthRepeating } from '../call.js';
import type { PageProps } from '../shell/audience.js';
import { meQuery } from '../shell/queries.js';
import { navigate, Redirect } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { closeSocket } from '../socket.js';
import { Door } from './door.js';

/** The token travels in the fragment, which no server and no log ever sees. */
export default function LinkPage({ me }: PageProps) {
  const [token] = useState(() => location.hash.slice(1));
  if (token === '' && me?.role === 'chaperone') return <Redirect to="/chaperone/session" />;
  if (token === '') {
    return (
      <Empty title="This page opens with your link">
        <p>Please tap the link in the message that the clinic sent you. If you cannot find it, ask the clinic for a new one.</p>
      </Empty>
    );
  }
  return <Enter token={token} me={me} />;
}

/** Whoever was in here on this phone comes in at once; everybody else says first that the link is for them. */
function Enter({ token, me }: { token: string; me: Me | null }) {
  const [isMe, setMe] = useState(me?.role === 'chaperone');
  return isMe ? <Exchange token={token} /> : <Door token={token} onMe={() => setMe(true)} />;
}

/** The token is turned into a sign-in for this one session. */
function Exchange({ token }: { token: string }) {
  const queries = useQueryClient();
  const exchange = useQuery({
    queryKey: ['chaperone-link', token],
    queryFn: () => call(exchangeChaperoneLink, { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => count < 5 && isWorthRepeating(error),
  });
  useEffect(() => {
    if (!exchange.data) return;
    void closeSocket()
      .then(() => queries.fetchQuery({ ...meQuery, staleTime: 0 }))
      .then(() => navigate(exchange.data.isOnDuty ? '/chaperone/session' : '/chaperone/duty', { isReplacing: true }));
  }, [exchange.data, queries]);
  if (exchange.isError) return <Unreachable error={exchange.error} onRetry={() => void exchange.refetch()} />;
  return <Loading what="your page" />;
}
