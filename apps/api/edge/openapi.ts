import { z } from 'zod';
import { type Endpoint, ProblemJson, takesKey } from '#contracts';
import type { Handler } from './handlers.js';

type Json = Record<string, unknown>;
type ObjectSchema = Json & { properties?: Record<string, Json>; required?: string[] };

/** A contract's schema as JSON Schema; where a format says it, the pattern behind it is left out. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): ObjectSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  }) as ObjectSchema;
  return json;
}

/** A handler that serves a contract. */
export type ServingHandler = Handler & { endpoint: Endpoint };
export const isServing = (handler: Handler): handler is ServingHandler => handler.endpoint !== undefined;
export const takesBody = ({ body }: Endpoint): boolean => !body.safeParse(undefined).success;

const parametersOf = (schema: z.ZodType, place: 'path' | 'query'): Json[] => {
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, json]) => ({ name, in: place, required: required.includes(name), schema: json }));
};

/** What every route that takes a key has in common; its problems are named here once. */
const keyParameter: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Sent again with the same key within 48 h, the same request takes effect once and gets the same answer, with ' +
    '`Idempotency-Replayed: true`. Failures are not kept. Another request under the key: 422 `request.key-reused`. ' +
    'The answer went with somebody who was erased: 409 `request.reply-gone`. ' +
    'Still under way after 3 s: 409 `request.still-running` with `Retry-After`.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};

const jsonBody = (schema: ObjectSchema) => ({ required: true, content: { 'application/json': { schema } } });
const FILE = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

function operationOf({ name, endpoint, policy }: ServingHandler): Json {
  const { summary, params, query, body, reply, status, problems, bytes } = endpoint;
  return {
    operationId: name,
    summary,
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(takesKey(endpoint) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(bytes === 'in' && { requestBody: { required: true, content: FILE } }),
    ...(takesBody(endpoint) && { requestBody: jsonBody(schemaOf(body, 'input')) }),
    responses: {
      [status]: {
        description: summary,
        content: bytes === 'out' ? FILE : { 'application/json': { schema: schemaOf(reply, 'output') } },
      },
      default: {
        description: problems.length ? `A problem: ${problems.join(', ')}, or one of every route's.` : 'A problem.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: policy?.allows === 'signed-in' ? [{ signIn: [] }] : [],
    ...rolesOf(policy),
  };
}

const rolesOf = (policy: Handler['policy']) =>
  policy?.allows === 'signed-in' && policy.roles.length > 0 ? { 'x-roles': policy.roles } : {};

/** The events of the socket, which OpenAPI has no words for: their names, and who may send them. */
const eventsOf = (handlers: readonly Handler[]): Json =>
  Object.fromEntries(handlers.flatMap(({ event, policy }) => (event === undefined ? [] : [[event, rolesOf(policy)]])));

/** The API as OpenAPI 3.1, printed from the contracts that the handlers serve. @param cookie the name of the sign-in cookie */
export function openApi(handlers: readonly Handler[], cookie: string): Json {
  const paths: Record<string, Json> = {};
  for (const handler of handlers.filter(isServing)) {
    const path = handler.endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [handler.endpoint.method.toLowerCase()]: operationOf(handler) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hearth',
      version: '1',
      description: 'Times are ISO-8601 in UTC. Every failure is RFC 9457 with a stable `code`.',
    },
    paths,
    'x-socket-events': eventsOf(handlers),
    components: {
      schemas: { Problem: schemaOf(ProblemJson, 'output') },
      parameters: { IdempotencyKey: keyParameter },
      securitySchemes: { signIn: { type: 'apiKey', in: 'cookie', name: cookie } },
    },
  };
}
