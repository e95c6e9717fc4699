import net from 'node:net';

/** Where and how the server lets a client down; `take` does not. */
export type Manner = 'take' | 'hang-up-at-once' | 'busy' | 'refuse' | 'busy-after-text' | 'hang-up-after-text';

const GOODBYE: Partial<Record<Manner, string>> = { busy: '450 later', refuse: '550 nobody here' };

/** A mail server of a few lines that does as it is told, and keeps what it has taken. */
export class MailServer {
  manner: Manner = 'take';
  readonly taken: string[] = [];
  private readonly sockets = new Set<net.Socket>();
  private readonly server = net.createServer((socket) => this.serve(socket));

  static async open(): Promise<MailServer> {
    const mail = new MailServer();
    await new Promise<void>((done) => mail.server.listen(0, '127.0.0.1', done));
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
  }

  /** After this nobody listens at the address. */
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket.on('close', () => this.sockets.delete(socket)).on('error', () => {}));
    if (this.manner === 'hang-up-at-once') return void socket.destroy();
    let text: string | null = null;
    let rest = '';
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) text = text === null ? this.command(socket, line) : this.body(socket, text, line);
    });
  }

  /** @returns the text so far once it has begun, else null */
  private command(socket: net.Socket, line: string): string | null {
    const isText = line === 'DATA';
    const answer = line.startsWith('RCPT')
      ? GOODBYE[this.manner]
      : isText
        ? '354 go on'
        : line === 'QUIT'
          ? '221 bye'
          : undefined;
    socket.write(`${answer ?? '250 ok'}\r\n`);
    return isText ? '' : null;
  }

  private body(socket: net.Socket, text: string, line: string): string | null {
    if (line !== '.') return `${text}${line}\n`;
    if (this.manner === 'hang-up-after-text') socket.destroy();
    else socket.write(this.manner === 'busy-after-text' ? '451 try again\r\n' : '250 taken\r\n');
    if (this.manner !== 'busy-after-text') this.taken.push(text); // also when the answer never arrives
    return null;
  }
}
