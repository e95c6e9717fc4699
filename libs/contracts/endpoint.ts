import { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What crosses the wire at one HTTP route; the server serves it, the web calls it, OpenAPI prints it. */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = Readonly<{
  method: Method;
  path: string;
  summary: string;
  params: Params;
  query: Query;
  body: Body;
  reply: Reply;
  /** Status of a success. */
  status: number;
  /** Codes that a caller should be ready for, besides `request.*` and `sign-in.*`. */
  problems: readonly string[];
  /** Why a mutating route takes no Idempotency-Key; null on every other. */
  withoutKey: string | null;
  /** What is a file of bytes instead of JSON: what is sent, or what is answered; null on nearly every route. */
  bytes: 'in' | 'out' | null;
}>;

type Described<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  method: Method;
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  status?: number;
  problems?: readonly string[];
  withoutKey?: string;
  bytes?: 'in' | 'out';
};

/** Where the next page begins; made by the server. */
export const Cursor = z.string().max(120);
/** Which page of a list that is cut, and how long; `next` of a reply begins the one after it. */
export const pageQuery = (usual: number) => ({
  before: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(usual).default(usual),
});
export const Next = z.string().nullable().describe('Begins the next page; null: this is the last.');
export const Nothing = z.undefined().or(z.null()).or(z.strictObject({}));
export type Nothing = z.infer<typeof Nothing>;
const NoParams = z.strictObject({});

/** Describes one route. Paths hold parameters as `:name`; each must be in `params`. */
export function endpoint<
  P extends z.ZodType = typeof NoParams,
  Q extends z.ZodType = typeof NoParams,
  B extends z.ZodType = typeof Nothing,
  R extends z.ZodType = z.ZodType,
>({
  method,
  path,
  summary,
  params,
  query,
  body,
  reply,
  status,
  problems,
  withoutKey,
  bytes,
}: Described<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return {
    method,
    path,
    summary,
    params: params ?? (NoParams as unknown as P),
    query: query ?? (NoParams as unknown as Q),
    body: body ?? (Nothing as unknown as B),
    reply,
    status: status ?? (method === 'POST' ? 201 : 200),
    problems: problems ?? [],
    withoutKey: withoutKey ?? null,
    bytes: bytes ?? null,
  };
}

export const IDEMPOTENCY_KEY = 'idempotency-key';
/** Whether a request to this route may carry an Idempotency-Key, and then takes effect once however often it is sent. */
export const takesKey = ({ method, withoutKey }: Pick<Endpoint, 'method' | 'withoutKey'>): boolean =>
  method !== 'GET' && withoutKey === null;

/** The body of every failure: RFC 9457, with a stable `code` and `facts` of ids and numbers. */
export const ProblemJson = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  facts: z.record(z.string(), z.unknown()).optional(),
});
export type ProblemJson = z.infer<typeof ProblemJson>;
