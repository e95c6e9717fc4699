import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { ask, type LiveSocket, openSocket } from '../socket.js';
import { CONVERSATIONS } from './queries.js';

/** While this page is open, what is written shows at once. Without a line it is asked for every now and then. */
export function useFollow(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let socket: LiveSocket | undefined;
    let isClosed = false;
    const refresh = () => void queries.invalidateQueries({ queryKey: CONVERSATIONS });
    const follow = () => void ask('conversations.follow', {}).then(refresh, () => undefined);
    void openSocket().then((opened) => {
      if (isClosed) return;
      socket = opened;
      socket.on('connect', follow).on('conversation.changed', refresh);
      if (socket.connected) follow();
    });
    return () => {
      isClosed = true;
      socket?.off('connect', follow).off('conversation.changed', refresh);
    };
  }, [queries]);
}
