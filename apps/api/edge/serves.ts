import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { z } from 'zod';
import type { Endpoint } from '#contracts';
import { requestProblems } from '#platform';
import type { Caller } from './caller.js';
import { parse } from './parse.js';
import type { AskedRequest, AskedSocket } from './policy.guard.js';

export const ENDPOINT = 'hearth:endpoint';

/** What `@Input()` gives to a method that serves the endpoint. */
export type Input<E extends Endpoint> = Readonly<{
  params: z.output<E['params']>;
  query: z.output<E['query']>;
  body: z.output<E['body']>;
}>;

type Answer<E extends Endpoint> = z.input<E['reply']>;
type Serving<E extends Endpoint> = (...args: never[]) => Promise<Answer<E>> | Answer<E>;

/** Serves an endpoint with a controller's method: route, status, and a reply that is cut to the contract's form. */
export const Serves =
  <E extends Endpoint>(endpoint: E) =>
  <M extends Serving<E>>(target: object, name: string, descriptor: TypedPropertyDescriptor<M>): void =>
    applyDecorators(
      SetMetadata(ENDPOINT, endpoint),
      RequestMapping({ method: RequestMethod[endpoint.method], path: endpoint.path }),
      HttpCode(endpoint.status),
    )(target, name, descriptor);

type WholeRequest = AskedRequest & { params: unknown; query: unknown; body: unknown };

/** The parsed `{ params, query, body }` of the endpoint that the method serves; unknown fields are refused. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): Input<Endpoint> => {
  const endpoint = Reflect.getMetadata(ENDPOINT, context.getHandler()) as Endpoint;
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
