import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Config, requestProblems } from '#platform';
import { type Caller, SIGN_IN_RESOLVER, type SignInResolver } from './caller.js';
import { ClientAddress } from './client-address.js';
import { ownOrigins, requireOwnOrigin } from './origin.js';
import { ALSO, type Audience, BY_ITSELF, DEMO_ONLY, type Lesser, POLICY, type Policy, SIGNED_BY_PROVIDER } from './policy.js';
import { SignInCookie } from './sign-in-cookie.js';

/** What the guard reads of a request and leaves in it. */
export type AskedRequest = {
  method: string;
  headers: IncomingHttpHeaders;
  raw: IncomingMessage;
  address?: string;
  caller?: Caller;
  /** It asked for what only a demo has, as every page does to learn whether this is one. */
  isOfDemo?: boolean;
};
/** What the handshake leaves in a socket. */
export type AskedSocket = { data: { token?: string; caller?: Caller; address?: string } };

/** Denies by default: over HTTP and sockets alike only what a policy allows gets through. */
@Injectable()
export class PolicyGuard implements CanActivate {
  private readonly own: ReadonlySet<string>;

  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly cookie: SignInCookie,
    private readonly addresses: ClientAddress,
    @Inject(SIGN_IN_RESOLVER) private readonly signIns: SignInResolver,
  ) {
    this.own = ownOrigins(config);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(POLICY, places);
    if (!policy) throw requestProblems.forbidden();
    if (this.reflector.getAllAndOverride<boolean | undefined>(DEMO_ONLY, places) && !this.config.isClockMovable) {
      if (context.getType() === 'http') context.switchToHttp().getRequest<AskedRequest>().isOfDemo = true;
      throw requestProblems.notFound();
    }
    const isSigned = this.reflector.getAllAndOverride<boolean | undefined>(SIGNED_BY_PROVIDER, places) ?? false;
    if (context.getType() === 'http') this.receive(context.switchToHttp().getRequest<AskedRequest>(), isSigned);
    if (policy.allows === 'everyone') return true;
    const also = this.reflector.getAllAndOverride<readonly Lesser[] | undefined>(ALSO, places) ?? [];
    const caller = requireAllowed(await this.callerOf(context, also), policy.roles, also);
    const isByItself = this.reflector.getAllAndOverride<boolean | undefined>(BY_ITSELF, places) ?? false;
    if (!isByItself && isActive(context, also)) await this.signIns.noteActivity(caller);
    return true;
  }

  private receive(request: AskedRequest, isSigned: boolean): void {
    if (!isSigned) requireOwnOrigin(request.method, request.headers, this.own);
    request.address = this.addresses.of(request.raw);
  }

  /** Looked up anew for every request and every event: a sign-in that has ended stops at once, also on an open socket. */
  private async callerOf(context: ExecutionContext, also: readonly Lesser[]): Promise<Caller | null> {
    if (context.getType() === 'ws') {
      const { data } = context.switchToWs().getClient<AskedSocket>();
      return this.resolve([data.token], also, data, data.address ?? '');
    }
    const request = context.switchToHttp().getRequest<AskedRequest>();
    return this.resolve(this.cookie.tokens(request.headers.cookie), also, request, request.address ?? '');
  }

  /** What is known of a sign-in is remembered; where it is used from is of this request. */
  private async resolve(
    tokens: readonly (string | undefined)[],
    also: readonly Lesser[],
    asked: { caller?: Caller },
    address: string,
  ): Promise<Caller | null> {
    const caller = await bestCaller(this.signIns, tokens, also);
    if (caller) asked.caller = { ...caller, address };
    else delete asked.caller;
    return caller;
  }
}

/** The first sign-in that is good enough; else the first that is one at all. The capability is asked only when the usual one does not do. */
export async function bestCaller(
  signIns: SignInResolver,
  tokens: readonly (string | undefined)[],
  also: readonly Lesser[],
): Promise<Caller | null> {
  let first: Caller | null = null;
  for (const token of tokens) {
    const caller = token ? await signIns.resolve(token) : null;
    if (caller && (caller.assurance === 'full' || also.includes(caller.assurance))) return caller;
    first ??= caller;
  }
  return first;
}

/** @throws `request.sign-in-needed`, `request.proof-needed` with `assurance`, `request.forbidden` */
function requireAllowed(caller: Caller | null, roles: readonly Audience[], also: readonly Lesser[]): Caller {
  if (!caller) throw requestProblems.signInNeeded();
  const { assurance } = caller;
  if (assurance !== 'full' && !also.includes(assurance)) throw requestProblems.proofNeeded({ assurance });
  const audience: Audience = caller.isExternal ? 'external' : caller.role;
  if (roles.length && !roles.includes(audience)) throw requestProblems.forbidden();
  return caller;
}

/** Whether a person stands behind it: pages read by themselves, and keep by themselves what stays open behind a locked screen. */
function isActive(context: ExecutionContext, also: readonly Lesser[]): boolean {
  if (context.getType() === 'ws') return !also.includes('locked');
  return !['GET', 'HEAD'].includes(context.switchToHttp().getRequest<AskedRequest>().method);
}
