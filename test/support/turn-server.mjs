// A real TURN server (coturn, from Debian) of one's own, for tests that freeze it: on this machine's own address, gone with the tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { relayTrouble } from '../../tools/doctor/relay.mjs';
import { freePort } from '../../tools/postgres.mjs';
import { turnserverPath } from '../../tools/programs.mjs';

const UP_WITHIN_MS = 10_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** Browsers gather no loopback addresses; on a machine without any other the browser is told to. */
const ownAddress = () =>
  Object.values(networkInterfaces())
    .flat()
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';

export class TurnServer {
  secret = 'of-the-tests-and-nobody-else-0123456789';
  #home = mkdtempSync(join(tmpdir(), 'hearth-turn-'));
  #address = ownAddress();
  #port;
  #child;
  #endWithUs = () => this.#child?.kill('SIGKILL');

  constructor(port) {
    this.#port = port;
    process.on('exit', this.#endWithUs);
  }

  /** Starts one on a free port. */
  static async start() {
    const path = turnserverPath();
    if (!path) throw new Error('coturn is not installed. Install it, or set TURNSERVER_PATH.');
    const server = new TurnServer(await freePort());
    await server.#start(path);
    return server;
  }

  /** For TURN_URLS. */
  get url() {
    return `turn:${this.#address}:${this.#port}?transport=udp`;
  }

  async #start(path) {
    const settings = {
      'listening-ip': this.#address,
      'relay-ip': this.#address,
      'listening-port': this.#port,
      'static-auth-secret': this.secret,
      realm: 'tests.example',
      pidfile: join(this.#home, 'pid'),
      userdb: join(this.#home, 'db'),
      'log-file': join(this.#home, 'log'),
      'allowed-peer-ip': this.#address,
    };
    const flags = [
      '-n',
      '--use-auth-secret',
      '--fingerprint',
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--no-multicast-peers',
      '--simple-log',
    ];
    const loopback = this.#address === '127.0.0.1' ? ['--allow-loopback-peers'] : [];
    const args = [...flags, ...loopback, ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)];
    this.#child = spawn(path, args, { stdio: 'ignore' });
    for (const until = performance.now() + UP_WITHIN_MS; await relayTrouble(this.url, this.secret); await pause(50)) {
      if (performance.now() > until || this.#child.exitCode !== null) throw new Error(`${path} does not answer at ${this.url}.`);
    }
  }

  /** It takes packets, and passes nothing on. */
  freeze() {
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
  }

  async stop() {
    process.off('exit', this.#endWithUs);
    const gone = once(this.#child, 'exit');
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
      await gone;
    }
    rmSync(this.#home, { recursive: true, force: true });
  }
}
