import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What every scanner finds, and nobody is harmed by: the test file of EICAR, in two halves so that none finds this one. */
export const TEST_VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Speaks as clamd does (zINSTREAM), and finds the test virus. */
export class ScannerServer {
  /** What it has read, one entry a file. */
  readonly seen: Buffer[] = [];
  /** Answers this instead, as a clamd in trouble does; '' closes without an answer. */
  answer: string | undefined;
  private readonly server = createServer((socket) => this.serve(socket));

  static async start(): Promise<ScannerServer> {
    const made = new ScannerServer();
    await new Promise<void>((done) => made.server.listen(0, '127.0.0.1', done));
    return made;
  }

  get address(): { host: string; port: number } {
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }

  private serve(socket: Socket): void {
    let came = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece) => {
      came = Buffer.concat([came, piece]);
      const file = streamed(came);
      if (!file) return;
      this.seen.push(file);
      const found = file.includes(TEST_VIRUS) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
      socket.end(this.answer ?? found);
    });
  }
}

const COMMAND = 'zINSTREAM\0';

/** The whole file, once its end has come. */
function streamed(came: Buffer): Buffer | null {
  if (came.length < COMMAND.length) return null;
  if (came.toString('latin1', 0, COMMAND.length) !== COMMAND) throw new Error('not a command of clamd');
  const parts: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= came.length; ) {
    const length = came.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(came.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
