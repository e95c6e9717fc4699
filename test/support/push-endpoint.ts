import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const hmac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest();
const expand = (prk: Buffer, info: Buffer, length: number) =>
  hmac(prk, Buffer.concat([info, Buffer.from([1])])).subarray(0, length);

/** A push service with one browser: it checks who sends (RFC 8292), and reads what the browser would (RFC 8291, RFC 8188). */
export class PushEndpoint {
  status = 201;
  /** What the browser has shown, as JSON; `publicKey` is that of the sender. */
  readonly shown: { title: string; text: string; tag: string }[] = [];
  readonly sent: { publicKey: string; audience: string; subject: string; ttl: string; urgency: string; body: Buffer }[] = [];
  private readonly browser = createECDH('prime256v1');
  private readonly auth = randomBytes(16);
  private readonly server = http.createServer((request, response) => {
    void this.serve(request, response);
  });

  static async open(): Promise<PushEndpoint> {
    const push = new PushEndpoint();
    push.browser.generateKeys();
    await new Promise<void>((done) => push.server.listen(0, '127.0.0.1', done));
    return push;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get subscription() {
    const keys = { p256dh: this.browser.getPublicKey('base64url'), auth: this.auth.toString('base64url') };
    return { endpoint: `${this.origin}/push/one-browser`, keys };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const sender = this.senderOf(request.headers.authorization ?? '');
    if (!sender) return void response.writeHead(403).end();
    const header = (name: string) => String(request.headers[name] ?? '');
    this.sent.push({ ...sender, ttl: header('ttl'), urgency: header('urgency'), body });
    if (this.status < 300) this.shown.push(JSON.parse(this.read(body)));
    response.writeHead(this.status).end();
  }

  /** Null unless the token is signed with the key that it names, is for this service and is not over. */
  private senderOf(authorization: string) {
    const { t: token, k: publicKey } = Object.fromEntries(
      authorization
        .replace(/^vapid /, '')
        .split(',')
        .map((part) => part.trim().split(/=(.*)/s)),
    );
    const [head, claims, signature] = (token ?? '').split('.');
    if (!head || !claims || !signature || !publicKey) return null;
    const point = Buffer.from(publicKey, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x!, y: y! } });
    const isSigned = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return isSigned && aud === this.origin && exp * 1_000 > Date.now() ? { publicKey, audience: aud, subject: sub } : null;
  }

  private read(body: Buffer): string {
    const [salt, idLength] = [body.subarray(0, 16), body[20]!];
    const sender = body.subarray(21, 21 + idLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.browser.getPublicKey(), sender]);
    const ikm = expand(hmac(this.auth, this.browser.computeSecret(sender)), info, 32);
    const prk = hmac(salt, ikm);
    const key = expand(prk, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = expand(prk, Buffer.from('Content-Encoding: nonce\0'), 12);
    const sealed = body.subarray(21 + idLength);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return plain.subarray(0, plain.lastIndexOf(2)).toString(); // 2 ends the last record
  }
}
