import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import type { z } from 'zod';
import { type Endpoint, takesKey } from '#contracts';
import { internalProblem, requestProblems } from '#platform';
import type { Caller } from './caller.js';
import { ENDPOINT, endpointOf } from './endpoint-of.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { parse } from './parse.js';
import type { AskedRequest, AskedSocket } from './policy.guard.js';

/** What `@Input()` gives to a method that serves the endpoint. */
export type Input<E extends Endpoint> = Readonly<{
  params: z.output<E['params']>;
  query: z.output<E['query']>;
  body: z.output<E['body']>;
}>;

type Answer<E extends Endpoint> = z.input<E['reply']>;
type Serving<E extends Endpoint> = (...args: never[]) => Promise<Answer<E>> | Answer<E>;

/** Serves an endpoint with a controller's method: route, status, once for a key if it takes one, and a reply that is cut to the contract's form. */
export const Serves =
  <E extends Endpoint>(endpoint: E) =>
  <M extends Serving<E>>(target: object, name: string, descriptor: TypedPropertyDescriptor<M>): void => {
    descriptor.value = cutting(endpoint, name, descriptor.value!) as M;
    applyDecorators(
      SetMetadata(ENDPOINT, endpoint),
      RequestMapping({ method: RequestMethod[endpoint.method], path: endpoint.path }),
      HttpCode(endpoint.status),
      ...(takesKey(endpoint) ? [UseInterceptors(IdempotencyInterceptor)] : []),
    )(target, name, descriptor);
  };

/** The method with its reply cut. No interceptor does it: each is some ten observables a request. */
function cutting(endpoint: Endpoint, name: string, serve: (...args: never[]) => unknown): (...args: never[]) => unknown {
  const serveCut = {
    async [name](this: unknown, ...args: never[]): Promise<unknown> {
      return cut(endpoint, await serve.apply(this, args));
    },
  }[name]!;
  for (const key of Reflect.getMetadataKeys(serve)) Reflect.defineMetadata(key, Reflect.getMetadata(key, serve), serveCut);
  return serveCut;
}

/** Cuts a reply to the form of its contract: what is not declared never leaves. */
function cut({ reply, method, path }: Endpoint, value: unknown): unknown {
  const parsed = reply.safeParse(value);
  if (parsed.success) return parsed.data ?? {};
  const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw internalProblem(new Error(`${method} ${path} does not keep its contract at: ${wrong}`));
}

type WholeRequest = AskedRequest & { params: unknown; query: unknown; body: unknown };

/** The parsed `{ params, query, body }` of the endpoint that the method serves; unknown fields are refused. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): Input<Endpoint> => {
  const endpoint = endpointOf(context.getHandler())!;
  const { params, query, body } = context.switchToHttp().getRequest<WholeRequest>();
  return {
    params: parse(endpoint.params, params ?? {}),
    query: parse(endpoint.query, query ?? {}),
    body: parse(endpoint.body, body),
  };
});

/** The parsed payload of a socket event. The schema is no argument of the decorator: Nest takes whatever can `transform` for a pipe. */
export const Payload = (schema: z.ZodType): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext): unknown => parse(schema, context.switchToWs().getData()))();

/** The network address that a request comes from, for the audit of what has no caller yet. */
export const From = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<AskedRequest>().address ?? '',
);

/** Who asks, on a route or event whose policy is `@SignedIn`. */
export const Asks = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller =
    context.getType() === 'ws'
      ? context.switchToWs().getClient<AskedSocket>().data.caller
      : context.switchToHttp().getRequest<AskedRequest>().caller;
  if (!caller) throw requestProblems.signInNeeded();
  return caller;
});
