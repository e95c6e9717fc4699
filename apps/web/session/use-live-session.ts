import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';

import type { Me } from '#contracts';
import { forgetSession, keepWho } from './kept-session.js';
import { LiveSession, type LiveStatus } from './live-session.js';

const open = new Map<string, { session: LiveSession; users: number }>();

/** One store per session on a page, however many components look at it; it closes with the last of them. */
function acquire(id: string, personId: string, isOwnPhone: boolean): LiveSession {
  const key = `${personId} ${id}`;
  const held = open.get(key) ?? { session: new LiveSession(id, personId, isOwnPhone), users: 0 };
  if (held.users === 0) held.session.open();
  held.users += 1;
  open.set(key, held);
  return held.session;
}

function release({ id }: LiveSession, personId: string): void {
  const key = `${personId} ${id}`;
  const held = open.get(key);
  if (!held) return;
  held.users -= 1;
  if (held.users > 0) return;
  open.delete(key);
  held.session.close();
}

const NONE: readonly LiveStatus[] = [];

/** The live sessions of these ids, in their order; empty until they are open. */
export function useLiveSessions(ids: readonly string[], personId: string, isOwnPhone = false): readonly LiveSession[] {
  const [sessions, setSessions] = useState<readonly LiveSession[]>([]);
  const key = ids.join(' ');
  useEffect(() => {
    const acquired = key === '' ? [] : key.split(' ').map((id) => acquire(id, personId, isOwnPhone));
    setSessions(acquired);
    return () => {
      for (const session of acquired) release(session, personId);
    };
  }, [key, personId, isOwnPhone]);
  useRerenderOn(sessions);
  return sessions;
}

function useRerenderOn(sessions: readonly LiveSession[]): void {
  const [memo] = useState<{ last: readonly LiveStatus[] }>({ last: NONE });
  const subscribe = useCallback(
    (changed: () => void) => {
      const ends = sessions.map((session) => session.subscribe(changed));
      return () => {
        for (const end of ends) end();
      };
    },
    [sessions],
  );
  useSyncExternalStore(subscribe, () => {
    const now = sessions.map(({ status }) => status);
    const isSame = now.length === memo.last.length && now.every((status, at) => status === memo.last[at]);
    if (!isSame) memo.last = now;
    return memo.last;
  });
}

/** The one session of a patient or a companion, on their own phone: it is kept there while it lasts. */
export function useOwnSession(id: string, me: Me): LiveSession | undefined {
  const [live] = useLiveSessions([id], me.personId, true);
  const view = live?.status.view;
  const isOver = view?.state.dischargedAt !== undefined || view?.state.aborted !== undefined;
  const isHere = view !== null && view !== undefined;
  useEffect(() => {
    if (!isHere) return;
    if (isOver) forgetSession({ personId: me.personId, sessionId: id });
    else keepWho({ me, sessionId: id });
  }, [isHere, isOver, id, me]);
  return live;
}
