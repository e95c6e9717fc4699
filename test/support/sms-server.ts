import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { twilioSignature } from '../../libs/notifications/twilio-signature.js';

/** How the provider lets a client down; `take` does not. `accept-then-500`: it has taken it, and says that something went wrong. */
export type SmsManner =
  | 'take'
  | 'accept-then-500'
  | 'accept-then-hang-up'
  | 'hang-up-before'
  | 'busy'
  | 'not-let-in'
  | 'bad-number'
  | 'opted-out';
type Taken = Readonly<{ sid: string; to: string; body: string; callback: string; status: string }>;
type Reply = Readonly<{ status: number; body: object }>;

const REFUSAL: Partial<Record<SmsManner, Reply>> = {
  busy: { status: 429, body: { code: 20_429, message: 'Too many requests', status: 429 } },
  'not-let-in': { status: 401, body: { code: 20_003, message: 'Authenticate', status: 401 } },
  'bad-number': { status: 400, body: { code: 21_211, message: "Invalid 'To' Phone Number", status: 400 } },
  'opted-out': { status: 400, body: { code: 21_610, message: 'Attempt to send to unsubscribed recipient', status: 400 } },
};

/** A provider of texts that keeps to the HTTP API of Twilio (2010-04-01): Basic authentication, form bodies, lists, signed callbacks. */
export class SmsServer {
  manner: SmsManner = 'take';
  /** Whether it answers who asks what it has. */
  isListing = true;
  readonly account = `AC${randomUUID().replaceAll('-', '')}`;
  readonly token = randomUUID().replaceAll('-', '');
  readonly taken: Taken[] = [];
  private readonly server = http.createServer((request, response) => {
    void this.serve(request, response);
  });

  static async open(): Promise<SmsServer> {
    const sms = new SmsServer();
    await new Promise<void>((done) => sms.server.listen(0, '127.0.0.1', done));
    return sms;
  }

  get env(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    return { SMS_URL: url, SMS_ACCOUNT: this.account, SMS_TOKEN: this.token, SMS_FROM: '+12125550100' };
  }

  /** The form of a word about a text, and the signature of whoever knows the token. */
  word({ sid, to, callback }: Taken, status: string, more: Record<string, string> = {}) {
    const fields = { MessageSid: sid, MessageStatus: status, To: to, From: '+12125550100', AccountSid: this.account, ...more };
    return { url: callback, fields, signature: twilioSignature(this.token, callback, fields) };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const [url, expected] = [
      new URL(request.url!, 'http://sms'),
      `Basic ${Buffer.from(`${this.account}:${this.token}`).toString('base64')}`,
    ];
    const say = ({ status, body }: Reply) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const isHere = url.pathname === `/2010-04-01/Accounts/${this.account}/Messages.json`;
    if (!isHere) return void say({ status: 404, body: { code: 20_404, status: 404 } });
    if (request.headers.authorization !== expected) return void say(REFUSAL['not-let-in']!);
    if (request.method === 'GET') return void say(this.listed(url));
    let text = '';
    for await (const chunk of request) text += chunk;
    if (this.manner === 'hang-up-before') return void request.socket.destroy();
    const refusal = REFUSAL[this.manner];
    if (refusal) return void say(refusal);
    const message = this.take(new URLSearchParams(text));
    if (this.manner === 'accept-then-hang-up') return void request.socket.destroy();
    if (this.manner === 'accept-then-500') return void say({ status: 500, body: { code: 20_500, status: 500 } });
    say({ status: 201, body: { sid: message.sid, status: message.status, body: message.body, to: message.to } });
  }

  private take(form: URLSearchParams): Taken {
    const of = (name: string) => form.get(name) ?? '';
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    const message = { sid, to: of('To'), body: of('Body'), callback: of('StatusCallback'), status: 'queued' };
    this.taken.push(message);
    return message;
  }

  private listed(url: URL): Reply {
    if (!this.isListing) return { status: 503, body: {} };
    const messages = this.taken.filter(({ to }) => to === url.searchParams.get('To')).reverse();
    return { status: 200, body: { messages, page_size: 100, next_page_uri: null } };
  }
}
