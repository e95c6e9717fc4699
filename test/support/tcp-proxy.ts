import net from 'node:net';
import { TcpLane } from './tcp-lane.js';

type Direction = 'to-server' | 'to-client';
type Link = { client: net.Socket; server: net.Socket; lanes: TcpLane[]; isAnswerLost: boolean };
type Watch = Readonly<{ text: string; seen: (link: Link) => void }>;

/** A wire between clients and a server of this machine that can be as bad as real ones are. */
export class TcpProxy {
  /** One way, with up to `jitterMs` more. */
  latencyMs = 0;
  jitterMs = 0;
  /** Of each direction of each connection. */
  bytesPerSec = Number.POSITIVE_INFINITY;
  /** Turns new connections away, as a machine does on which nothing listens. */
  isRefusing = false;
  private blocked: 'nothing' | 'both' | Direction = 'nothing';
  private readonly links = new Set<Link>();
  private readonly watches = new Set<Watch>();
  private readonly listener = net.createServer({ allowHalfOpen: false }, (client) => this.link(client));

  private constructor(private readonly serverPort: number) {}

  static async open(serverPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(serverPort);
    await new Promise<void>((done) => proxy.listener.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get port(): number {
    return (this.listener.address() as net.AddressInfo).port;
  }

  /** The same address by way of this wire. */
  through(url: string): string {
    return Object.assign(new URL(url), { port: String(this.port) }).href;
  }

  /** Carries nothing, ends nothing and says nothing, in both directions or in one; what was sent meanwhile arrives after `heal`. */
  block(which: 'both' | Direction = 'both'): void {
    this.blocked = which;
  }

  /** Everything passes again, at once. */
  heal(): void {
    [this.blocked, this.isRefusing, this.latencyMs, this.jitterMs] = ['nothing', false, 0, 0];
    this.bytesPerSec = Number.POSITIVE_INFINITY;
    for (const { lanes } of this.links) for (const lane of lanes) lane.pump();
  }

  /** Breaks all connections; both ends are told. */
  reset(): void {
    for (const link of this.links) this.break(link);
  }

  /** One end of every connection vanishes and the other end is never told: half-open. New connections are not concerned. */
  vanish(end: 'client' | 'server'): void {
    for (const link of this.links) link[end].removeAllListeners('close').resetAndDestroy();
  }

  /** Resolves when `text` is on its way to the server. */
  seen(text: string): Promise<void> {
    return new Promise((done) => this.watch(text, () => done()));
  }

  /** The next time `text` is sent, the server gets it, and its answer is lost with the connection. Resolves when that has happened. */
  loseAnswerTo(text: string): Promise<void> {
    return new Promise((done) =>
      this.watch(text, (link) => {
        link.isAnswerLost = true;
        link.client.once('close', () => done());
      }),
    );
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise((done) => this.listener.close(done));
  }

  private watch(text: string, then: (link: Link) => void): void {
    const seen = (link: Link) => {
      this.watches.delete(watch);
      then(link);
    };
    const watch = { text, seen };
    this.watches.add(watch);
  }

  private link(client: net.Socket): void {
    if (this.isRefusing) return void client.resetAndDestroy();
    const server = net.connect({ port: this.serverPort, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    const link: Link = { client, server, lanes: [], isAnswerLost: false };
    this.links.add(link);
    link.lanes.push(this.lane(link, 'to-server'), this.lane(link, 'to-client'));
    const forget = () => client.destroyed && server.destroyed && this.links.delete(link);
    client.on('close', forget);
    server.on('close', forget);
  }

  private lane(link: Link, direction: Direction): TcpLane {
    const [from, to] = direction === 'to-server' ? [link.client, link.server] : [link.server, link.client];
    const condition = () => ({
      delayMs: this.latencyMs + Math.random() * this.jitterMs,
      bytesPerSec: this.bytesPerSec,
      isBlocked: this.blocked === 'both' || this.blocked === direction,
    });
    const onChunk = direction === 'to-server' ? (chunk: Buffer) => this.notice(link, chunk) : () => this.mayAnswer(link);
    return new TcpLane(from, to, condition, onChunk);
  }

  private notice(link: Link, chunk: Buffer): boolean {
    for (const watch of [...this.watches]) if (chunk.includes(watch.text)) watch.seen(link);
    return true;
  }

  private mayAnswer(link: Link): boolean {
    if (link.isAnswerLost) this.break(link);
    return !link.isAnswerLost;
  }

  private break({ client, server }: Link): void {
    for (const socket of [client, server]) socket.resetAndDestroy();
  }
}
