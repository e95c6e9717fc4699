import type { INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { lastValueFrom, type Observable } from 'rxjs';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import { Config, Log, Metrics, requestProblems } from '#platform';
import { type Caller, SIGN_IN_RESOLVER, type SignInResolver, TICKET_TAKER, type TicketTaker } from './caller.js';
import { ClientAddress } from './client-address.js';
import { isOwnOrigin, ownOrigins } from './origin.js';
import { problemOf, toProblemJson } from './problem-json.js';
import { Refusals } from './refusals.js';
import { SignInCookie } from './sign-in-cookie.js';
import { dropSlowReaders } from './slow-readers.js';
import { SocketLimits } from './socket-limits.js';

/** No connection state recovery, ever: it hands missed events to a client before anybody asks who it is. */
const SETTINGS: Partial<ServerOptions> = {
  transports: ['websocket'],
  pingInterval: 5_000,
  pingTimeout: 6_000,
  connectTimeout: 5_000,
  maxHttpBufferSize: 16_384,
  perMessageDeflate: false,
  serveClient: false,
  allowEIO3: false,
};

/** The socket server: our own origins only, and nobody gets in without a sign-in and a ticket that was made for it. */
export class SocketAdapter extends IoAdapter {
  private readonly own: ReadonlySet<string>;
  private readonly limits: SocketLimits;
  private readonly addresses: ClientAddress;
  private readonly cookie: SignInCookie;
  private readonly signIns: SignInResolver;
  private readonly tickets: TicketTaker;
  private readonly log: Log;
  private readonly refusals: Refusals;
  private readonly metrics: Metrics;

  constructor(app: INestApplication) {
    super(app);
    this.own = ownOrigins(app.get(Config));
    this.limits = new SocketLimits(app.get(Config).limits);
    this.addresses = app.get(ClientAddress);
    this.cookie = app.get(SignInCookie);
    this.signIns = app.get<SignInResolver>(SIGN_IN_RESOLVER);
    this.tickets = app.get<TicketTaker>(TICKET_TAKER);
    this.log = app.get(Log);
    this.refusals = app.get(Refusals);
    this.metrics = app.get(Metrics);
  }

  /** One server on the api's own port; gateways have no settings of their own. */
  override createIOServer(): ReturnType<IoAdapter['createIOServer']> {
    const allowRequest: ServerOptions['allowRequest'] = (request, done) => {
      const isOwn = isOwnOrigin(request.headers.origin, this.own);
      if (!isOwn) this.refusals.ofConnection(requestProblems.foreign(), request);
      done(isOwn ? null : 'origin', isOwn);
    };
    const server = new Server(this.httpServer, { ...SETTINGS, allowRequest });
    dropSlowReaders(server, this.log);
    this.metrics.gauge('sockets', 'Sockets that are open to this process.', () => server.engine.clientsCount);
    // here and not in handleConnection, which would let events through while it is still asking
    server.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (thrown: unknown) => next(this.refusal(thrown, socket)),
      );
    });
    return server as unknown as ReturnType<IoAdapter['createIOServer']>; // the adapter brings a copy of socket.io of its own
  }

  /** As the framework's own, without the streams that it keeps for each event of each socket: they were half of what an idle one weighs. */
  override bindMessageHandlers(
    socket: Parameters<IoAdapter['bindMessageHandlers']>[0],
    handlers: MessageMappingProperties[],
    transform: (reply: unknown) => Observable<unknown>,
  ): void {
    for (const { message, callback } of handlers) {
      socket.on(message, (...payload: unknown[]) => {
        const { data, ack } = this.mapPayload(payload.length === 1 ? payload[0] : payload);
        const reply = lastValueFrom(transform(callback(data, ack)), { defaultValue: null });
        reply.then(
          (value) => value !== null && ack?.(value),
          (error: unknown) => this.log.failure('socket event not answered', error), // the filters answer for what a handler throws
        );
      });
    }
  }

  private async admit(socket: Socket): Promise<void> {
    const [token, caller] = await this.callerOf(socket.handshake.headers.cookie);
    await this.requireTicket(socket, caller);
    const address = this.addresses.of(socket.request);
    Object.assign(socket.data, { token, caller, address });
    this.limits.admit(caller.personId, address, socket);
  }

  /** @throws `request.ticket-needed` */
  private async requireTicket({ handshake }: Socket, caller: Caller): Promise<void> {
    const ticket: unknown = handshake.auth['ticket'];
    const isGood = typeof ticket === 'string' && (await this.tickets.take(ticket, caller, handshake.headers.origin));
    if (!isGood) throw requestProblems.ticketNeeded();
  }

  /** @throws `request.sign-in-needed`, `request.proof-needed` */
  private async callerOf(header: string | undefined): Promise<[token: string, caller: Caller]> {
    let pending: Caller | null = null;
    for (const token of this.cookie.tokens(header)) {
      const caller = token ? await this.signIns.resolve(token) : null;
      if (token && caller && caller.assurance !== 'pending') return [token, caller];
      pending ??= caller;
    }
    throw pending ? requestProblems.proofNeeded({ assurance: 'pending' }) : requestProblems.signInNeeded();
  }

  /** What the client reads as `connect_error`, with the problem in `data`. */
  private refusal(thrown: unknown, { request }: Socket): Error {
    const problem = problemOf(thrown, this.log);
    this.refusals.ofConnection(problem, request);
    return Object.assign(new Error(problem.code), { data: toProblemJson(problem) });
  }
}
