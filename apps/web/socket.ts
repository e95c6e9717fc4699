import type { Socket } from 'socket.io-client';
import { type ClientToServer, mintSocketTicket, type ServerToClient } from '#contracts';

import { call, networkProblem, ProblemError } from './call.js';

type Event = keyof ClientToServer;
type Input<E extends Event> = Parameters<ClientToServer[E]>[0];
type Reply<E extends Event> = Parameters<Parameters<ClientToServer[E]>[1]>[0];
type Data<E extends Event> = Extract<Reply<E>, { ok: true }>['data'];
export type LiveSocket = Socket<ServerToClient, ClientToServer>;

const ACK_TIMEOUT_MS = 5_000;
const RETRY_MS = 3_000;
/** For each connection that is opened anew; without one the server refuses it, and it is tried again. */
const auth = (give: (said: { ticket?: string }) => void): void => void call(mintSocketTicket).then(give, () => give({}));

let opening: Promise<LiveSocket> | undefined;

/** The one connection of this page, opened when a live screen first asks for it; the library is loaded then too. */
export function openSocket(): Promise<LiveSocket> {
  opening ??= import('socket.io-client').then(({ io }) => {
    const socket: LiveSocket = io({ transports: ['websocket'], reconnectionDelayMax: 4_000, auth });
    const retry = () => void setTimeout(() => socket.hasListeners('disconnect') && !socket.active && socket.connect(), RETRY_MS);
    // The library gives up for good when the server ends or refuses a connection; a live screen must not.
    socket.on('disconnect', retry).on('connect_error', retry);
    return socket;
  });
  return opening;
}

/** Ends the connection with the sign-in it was made for. */
export async function closeSocket(): Promise<void> {
  const socket = await opening;
  opening = undefined;
  socket?.off().disconnect();
}

/**
 * Sends an event and waits for its acknowledgement.
 *
 * @throws `ProblemError` when the server refuses, is not connected, or does not acknowledge within 5 s
 */
export async function ask<E extends Event>(event: E, input: Input<E>): Promise<Data<E>> {
  const socket = await opening;
  if (!socket?.connected) throw networkProblem('unreachable');
  const acked = socket.timeout(ACK_TIMEOUT_MS) as unknown as { emitWithAck(event: E, input: Input<E>): Promise<Reply<E>> };
  const reply = await acked.emitWithAck(event, input).catch(() => Promise.reject(networkProblem('unreachable')));
  if (!reply.ok) throw new ProblemError(reply.problem);
  return reply.data as Data<E>;
}
