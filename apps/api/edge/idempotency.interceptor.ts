import type { IncomingHttpHeaders } from 'node:http';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type Endpoint, IDEMPOTENCY_KEY } from '#contracts';
import { Idempotency, type KeyedRequest, requestProblems } from '#platform';
import { endpointOf } from './endpoint-of.js';
import type { AskedRequest } from './policy.guard.js';

type WholeRequest = AskedRequest & { params: unknown; query: unknown; body: unknown };
const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Lets a request that carries an Idempotency-Key take effect once, and answers it the same however often it comes.
 *
 * It stands on the routes that take a key, around the cut of the reply, and after the guard: what is kept is what was sent, and is given to the same person only
 * while they may still use the route. The body is kept; the status is the contract's, and a route that sets headers takes no key.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly host: HttpAdapterHost,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context.getHandler());
    if (!endpoint) return next.handle();
    const request = context.switchToHttp().getRequest<WholeRequest>();
    const key = keyOf(request.headers);
    if (key === undefined) return next.handle();
    return from(this.answer(keyed(request, endpoint, key), context.switchToHttp().getResponse(), next));
  }

  private async answer(request: KeyedRequest, response: unknown, next: CallHandler): Promise<unknown> {
    const { reply, isReplay } = await this.idempotency.once(request, () => lastValueFrom(next.handle()));
    if (isReplay) this.host.httpAdapter.setHeader(response, 'Idempotency-Replayed', 'true');
    return reply;
  }
}

function keyed({ caller, params, query, body }: WholeRequest, { method, path }: Endpoint, key: string): KeyedRequest {
  if (!caller) throw requestProblems.signInNeeded();
  return { personId: caller.personId, route: `${method} ${path}`, key, asked: JSON.stringify([params, query, body]) };
}

/** @throws `request.invalid` unless the key is 1 to 255 visible ASCII characters */
function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers[IDEMPOTENCY_KEY];
  if (key === undefined || KEY.test(String(key))) return key as string | undefined;
  throw requestProblems.invalid({ fields: [IDEMPOTENCY_KEY] });
}
