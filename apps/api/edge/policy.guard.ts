import type { IncomingHttpHeaders } from 'node:http';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Config, requestProblems } from '#platform';
import { type Caller, SIGN_IN_RESOLVER, type SignInResolver } from './caller.js';
import { ownOrigins, requireOwnOrigin } from './origin.js';
import { DEMO_ONLY, POLICY, type Policy } from './policy.js';
import { SignInCookie } from './sign-in-cookie.js';

/** What the guard reads of a request and leaves in it. */
export type AskedRequest = { method: string; headers: IncomingHttpHeaders; caller?: Caller };
/** What the handshake leaves in a socket. */
export type AskedSocket = { data: { token?: string; caller?: Caller } };

/** Denies by default: over HTTP and sockets alike only what a policy allows gets through. */
@Injectable()
export class PolicyGuard implements CanActivate {
  private readonly own: ReadonlySet<string>;

  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly cookie: SignInCookie,
    @Inject(SIGN_IN_RESOLVER) private readonly signIns: SignInResolver,
  ) {
    this.own = ownOrigins(config);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(POLICY, places);
    if (!policy) throw requestProblems.forbidden();
    if (this.reflector.getAllAndOverride<boolean | undefined>(DEMO_ONLY, places) && !this.config.isClockMovable)
      throw requestProblems.notFound();
    if (context.getType() === 'http') requireOwnOrigin(...this.unsafeParts(context), this.own);
    if (policy.allows === 'signed-in') requireRole(await this.callerOf(context), policy.roles);
    return true;
  }

  private unsafeParts(context: ExecutionContext): [string, IncomingHttpHeaders] {
    const { method, headers } = context.switchToHttp().getRequest<AskedRequest>();
    return [method, headers];
  }

  /** Looked up anew for every request and every event: a sign-in that has ended stops at once, also on an open socket. */
  private async callerOf(context: ExecutionContext): Promise<Caller | null> {
    if (context.getType() === 'ws') {
      const { data } = context.switchToWs().getClient<AskedSocket>();
      return this.resolve(data.token, data);
    }
    const request = context.switchToHttp().getRequest<AskedRequest>();
    return this.resolve(this.cookie.read(request.headers.cookie), request);
  }

  private async resolve(token: string | undefined, asked: { caller?: Caller }): Promise<Caller | null> {
    const caller = token ? await this.signIns.resolve(token) : null;
    if (caller) asked.caller = caller;
    else delete asked.caller;
    return caller;
  }
}

function requireRole(caller: Caller | null, roles: readonly string[]): void {
  if (!caller) throw requestProblems.signInNeeded();
  if (roles.length && !roles.includes(caller.role)) throw requestProblems.forbidden();
}
