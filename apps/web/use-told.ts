import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { ask, type LiveSocket, openSocket } from './socket.js';

/** What a screen can follow, and by what it is told that it has changed. */
const CHANGES = { 'conversations.follow': 'conversation.changed', 'work.follow': 'work.changed' } as const;

/** While this page is open, what changes shows at once. Without a line it is asked for every now and then. @param key always the same one */
export function useTold(follow: keyof typeof CHANGES, key: QueryKey): void {
  const queries = useQueryClient();
  useEffect(() => {
    let socket: LiveSocket | undefined;
    let isClosed = false;
    const changed = CHANGES[follow];
    const refresh = () => void queries.invalidateQueries({ queryKey: key });
    const begin = () => void ask(follow, {}).then(refresh, () => undefined);
    void openSocket().then((opened) => {
      if (isClosed) return;
      socket = opened;
      socket.on('connect', begin).on(changed, refresh);
      if (socket.connected) begin();
    });
    return () => {
      isClosed = true;
      socket?.off('connect', begin).off(changed, refresh);
    };
  }, [queries, follow, key]);
}
