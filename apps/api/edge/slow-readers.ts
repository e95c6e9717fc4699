import type { Server } from 'socket.io';
import type { Log } from '#platform';

/** So much may wait for one client, besides what is on its way to it, and so long: a burst is nobody's slowness. */
const MOST_PACKETS = 256;
const MOST_BYTES = 2 ** 20;
const PATIENCE_MS = 1_000;

type Waiting = readonly Readonly<{ data?: string | { byteLength: number } }>[];
const bytesOf = ({ data }: Waiting[number]) => (typeof data === 'string' ? data.length : (data?.byteLength ?? 0));
const isTooMuch = (waiting: Waiting): boolean =>
  waiting.length >= MOST_PACKETS || waiting.reduce((sum, packet) => sum + bytesOf(packet), 0) >= MOST_BYTES;

/**
 * Lets clients go that read more slowly than they are sent to, before what waits for them fills the memory of all. They lose
 * nothing: who comes back asks for the entries after its last one.
 */
export function dropSlowReaders({ engine }: Server, log: Log): void {
  engine.on('connection', (connection) => {
    let waitsSinceMs = 0;
    connection.on('packetCreate', () => {
      if (connection.writeBuffer.length === 0) waitsSinceMs = performance.now();
      if (performance.now() - waitsSinceMs < PATIENCE_MS || !isTooMuch(connection.writeBuffer)) return;
      log.warning('slow reader dropped', { packets: connection.writeBuffer.length });
      connection.close(true);
      connection.request.socket.destroy(); // a closing handshake would keep what waits for half a minute more
    });
  });
}
