import net from 'node:net';
import { TcpProxy } from '../support/tcp-proxy.js';

const line = (socket: net.Socket) => new Promise<string>((done) => socket.once('data', (chunk) => done(String(chunk))));
const ended = (socket: net.Socket) =>
  new Promise<string>((done) => socket.once('error', ({ name }) => done(name)).once('close', () => done('closed')));
const turn = () => new Promise((done) => setTimeout(done, 30));

describe('a wire that tests can spoil', () => {
  let echo: net.Server;
  let accepted: net.Socket[];
  let heard: string[];
  let wire: TcpProxy;
  let client: net.Socket;

  beforeEach(async () => {
    [accepted, heard] = [[], []];
    echo = net.createServer((socket) => {
      accepted.push(socket.on('error', () => {}));
      socket.on('data', (chunk) => {
        heard.push(String(chunk));
        socket.write(`echo ${chunk}`);
      });
    });
    await new Promise<void>((done) => echo.listen(0, '127.0.0.1', done));
    wire = await TcpProxy.open((echo.address() as net.AddressInfo).port);
    client = net.connect(wire.port, '127.0.0.1');
    client.on('error', () => {});
    client.write('hello');
    await line(client);
  });
  afterEach(async () => {
    client.destroy();
    await wire.close();
    for (const socket of accepted) socket.destroy();
    await new Promise((done) => echo.close(done));
  });

  it('carries what is said, and takes as long as it is told to', async () => {
    wire.latencyMs = 40;
    const began = performance.now();
    client.write('slow');
    expect(await line(client)).toBe('echo slow');
    expect(performance.now() - began).toBeGreaterThan(75);
  });

  it('carries nothing while it is blocked, and everything after', async () => {
    wire.block();
    client.write('later');
    await turn();
    expect(heard).toEqual(['hello']);
    wire.heal();
    expect(await line(client)).toBe('echo later');
  });

  it('can be blocked in one direction', async () => {
    wire.block('to-client');
    client.write('one way');
    let answer = '';
    client.on('data', (chunk) => {
      answer += chunk;
    });
    await turn();
    expect([heard, answer]).toEqual([['hello', 'one way'], '']);
  });

  it('breaks, and both ends are told', async () => {
    const [here, there] = [ended(client), ended(accepted[0]!)];
    wire.reset();
    expect(await here).toBe('Error');
    expect(await there).toBe('Error');
  });

  it('leaves one end talking to nobody', async () => {
    let isTold = false;
    accepted[0]!.on('close', () => {
      isTold = true;
    });
    const here = ended(client);
    wire.vanish('client');
    await here;
    accepted[0]!.write('are you there?');
    await turn();
    expect(isTold).toBe(false);
  });

  it('loses the answer to one thing that was said, after the server has got it', async () => {
    const here = ended(client);
    const lost = wire.loseAnswerTo('COMMIT');
    client.write('COMMIT');
    await Promise.all([here, lost]);
    expect(heard).toEqual(['hello', 'COMMIT']);
  });
});
