import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { Problem } from '#kernel';
import { documentProblems } from './problems.js';
import type { Pieces } from './sealed-content.js';

/** Where a clamd, or what speaks as one, listens: a socket in the file system, or a port. */
export type ScannerAddress = Readonly<{ path: string } | { host: string; port: number }>;

const TIMEOUT_MS = 60_000;
const LONGEST_ANSWER = 4_096;

async function send(socket: Socket, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain');
}

async function answerOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket) {
    text += String(piece);
    if (text.length > LONGEST_ANSWER) break;
  }
  return text.replace(/\0/g, '').trim();
}

const sized = (piece: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(piece.length);
  return Buffer.concat([size, piece]);
};

async function instream(socket: Socket, pieces: Pieces): Promise<string> {
  await once(socket, 'connect');
  await send(socket, Buffer.from('zINSTREAM\0'));
  for await (const piece of pieces) if (piece.length) await send(socket, sized(piece));
  await send(socket, Buffer.alloc(4));
  return answerOf(socket);
}

/**
 * Asks clamd about a file (INSTREAM).
 *
 * @returns `failed` when it has read the file and cannot tell: it is too large for it, or broken
 * @throws  `documents.scanner-unreachable`, to be tried again; whatever problem the pieces have
 */
export async function scan(address: ScannerAddress, pieces: Pieces): Promise<'clean' | 'infected' | 'failed'> {
  const socket = connect(address);
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('the scanner is silent')));
  const failure = once(socket, 'error').then(([error]) => Promise.reject(error as Error));
  failure.catch(() => {});
  try {
    const answer = await Promise.race([instream(socket, pieces), failure]);
    if (answer.endsWith(' OK')) return 'clean';
    if (answer.endsWith(' FOUND')) return 'infected';
    if (answer.endsWith(' ERROR')) return 'failed';
    throw new Error('the scanner has not answered');
  } catch (cause) {
    throw cause instanceof Problem ? cause : documentProblems.scannerUnreachable({}, { cause });
  } finally {
    socket.destroy();
  }
}
