// A real mail server (Exim, from Debian) of one's own, as whoever runs the tests: nothing leaves it, and it is gone with them.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tools/postgres.mjs';
import { eximPath } from '../../tools/programs.mjs';

const UP_WITHIN_MS = 10_000;
/** Whom it runs as where the tests run as root, which Exim takes no message for: "nobody" of Debian. */
const NOBODY = 65_534;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Takes mail of those who have signed in over TLS, and keeps it in its queue. How it lets a client down is said by the recipient's name. */
const settings = ({ home, port, exim, uid, gid }) => `
exim_path = ${exim}
spool_directory = ${home}/spool
log_file_path = ${home}/log/%slog
pid_file_path = ${home}/exim.pid
primary_hostname = mail.test
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
deliver_drop_privilege = true
exim_user = ${uid}
exim_group = ${gid}
queue_only = true
host_lookup =
rfc1413_query_timeout = 0s
recipients_max = 10
keep_environment =
tls_advertise_hosts = *
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
acl_smtp_rcpt = recipient
acl_smtp_data = text
begin acl
recipient:
  deny !authenticated = *
    message = 550 5.7.1 sign in first
  deny local_parts = nobody
    message = 550 5.1.1 there is nobody of this name
  defer condition = \${if exists{${home}/busy}}
    message = busy now, come again
  accept
text:
  deny condition = \${if match{$h_subject:}{refused}}
    message = not this text
  accept condition = \${if match{$h_subject:}{slow}}
    delay = 60s
  accept
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{hearth}}{eq{$auth3}{open sesame}}}}
  server_set_id = $auth2
`;

export class DebianMailServer {
  #home = mkdtempSync(join(tmpdir(), 'hearth-exim-'));
  #port;
  #child;
  #endWithUs = () => this.#kill();

  /** @throws Error when Exim is not installed or does not answer */
  static async start() {
    const exim = eximPath();
    if (!exim) throw new Error('Exim is not installed: apt-get install exim4-daemon-light, or set EXIM_PATH.');
    const server = new DebianMailServer();
    server.#port = await freePort();
    await server.#start(exim);
    return server;
  }

  async #start(exim) {
    const [home, asNobody] = [this.#home, process.getuid?.() === 0];
    const file = join(home, 'exim.conf');
    writeFileSync(
      file,
      settings({
        home,
        port: this.#port,
        exim,
        uid: asNobody ? NOBODY : process.getuid(),
        gid: asNobody ? NOBODY : process.getgid(),
      }),
    );
    for (const name of ['spool', 'log']) mkdirSync(join(home, name));
    chmodSync(home, 0o755);
    if (asNobody) for (const path of [home, file, join(home, 'spool'), join(home, 'log')]) chownSync(path, NOBODY, NOBODY);
    const as = asNobody ? { uid: NOBODY, gid: NOBODY } : {};
    let said = '';
    this.#child = spawn(exim, ['-C', file, '-bdf'], { ...as, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on('data', (text) => (said += text));
    process.on('exit', this.#endWithUs);
    for (const until = performance.now() + UP_WITHIN_MS; !(await this.#greets()); await pause(30)) {
      if (performance.now() > until || this.#child.exitCode !== null)
        throw new Error(`${exim} does not answer: ${said}${this.#log()}`);
    }
  }

  /** For SMTP_URL. Its certificate is nobody's, so whoever trusts it has to say so. */
  url({ user = 'hearth', password = 'open sesame', isTrusted = true } = {}) {
    const login = user ? `${encodeURIComponent(user)}:${encodeURIComponent(password)}@` : '';
    return `smtp://${login}127.0.0.1:${this.#port}/?requireTLS=true${isTrusted ? '&tls.rejectUnauthorized=false' : ''}`;
  }

  /** From now on it says to every recipient: later. Or no longer. */
  setBusy(isBusy) {
    const file = join(this.#home, 'busy');
    if (isBusy) writeFileSync(file, '');
    else rmSync(file, { force: true });
  }

  /** What it has taken: each message with its recipients, as it stands in its queue. */
  taken() {
    const folder = join(this.#home, 'spool', 'input');
    const names = existsSync(folder)
      ? readdirSync(folder, { recursive: true })
          .map(String)
          .filter((name) => name.endsWith('-H'))
      : [];
    return names.map((name) => {
      const text = readFileSync(join(folder, name.replace(/-H$/, '-D')), 'utf8');
      return { envelope: readFileSync(join(folder, name), 'utf8'), text: text.slice(text.indexOf('\n') + 1) };
    });
  }

  async stop() {
    process.removeListener('exit', this.#endWithUs);
    if (this.#child && this.#child.exitCode === null) {
      const gone = new Promise((done) => this.#child.once('exit', done));
      this.#kill();
      await gone;
    }
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** With the processes that it has made for its clients. */
  #kill() {
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // it is gone already
    }
  }

  #log() {
    const folder = join(this.#home, 'log');
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
  }

  #greets() {
    return new Promise((done) => {
      const socket = net.connect(this.#port, '127.0.0.1');
      const end = (isThere) => {
        socket.destroy();
        done(isThere);
      };
      socket.once('data', (text) => end(String(text).startsWith('220'))).once('error', () => end(false));
    });
  }
}
