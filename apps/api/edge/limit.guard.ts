import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Config, RateLimits } from '#platform';
import { type Caller, SIGN_IN_RESOLVER, type SignInResolver } from './caller.js';
import { LIMITED_AS, type LimitedAs } from './limited.js';
import { Origins } from './origins.js';
import { DEMO_ONLY } from './policy.js';

type CountedRequest = Readonly<{ raw: IncomingMessage; caller?: Caller; body?: { email?: unknown } | null }>;

/** Keeps anybody from asking too much. Comes after the policy, which says who asks; sockets have budgets of their own. */
@Injectable()
export class LimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly limits: RateLimits,
    private readonly origins: Origins,
    @Inject(SIGN_IN_RESOLVER) private readonly signIns: SignInResolver,
  ) {}

  /** @throws `request.too-many` with `retryAfterSec` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const places = [context.getHandler(), context.getClass()];
    const as = this.reflector.getAllAndOverride<LimitedAs | undefined>(LIMITED_AS, places);
    if (as === 'nothing' || this.reflector.getAllAndOverride<boolean | undefined>(DEMO_ONLY, places)) return true;
    const request = context.switchToHttp().getRequest<CountedRequest>();
    if (as === 'sign-in') await this.countSignIn(request);
    else this.count(request, as);
    return true;
  }

  /** An address says where somebody is, so only its fingerprint is counted for. */
  private count({ caller, raw }: CountedRequest, as: 'safety' | undefined): void {
    const { limits } = this.config;
    if (!caller) this.limits.spend(`address:${this.origins.of({ raw }).fingerprint}`, limits.address);
    else if (as === 'safety') this.limits.spend(`safety:${caller.signInId}`, limits.safety);
    else this.limits.spend(`person:${caller.personId}`, limits.person);
  }

  private async countSignIn(request: CountedRequest): Promise<void> {
    this.count(request, undefined);
    const place = await this.signIns.placeOf(String(request.body?.email ?? ''), this.origins.of(request));
    await this.limits.spendSurely(`sign-in:${place}`, this.config.limits.signIn);
  }
}
