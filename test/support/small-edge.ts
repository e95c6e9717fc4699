import { Controller, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { endpoint } from '#contracts';
import { Config, Idempotency, Log, RateLimits, requireConfig, SealedFields } from '#platform';
import { parseJsonBodies } from '../../apps/api/edge/body-parser.js';
import { type Caller, SIGN_IN_RESOLVER, type SignInResolver } from '../../apps/api/edge/caller.js';
import { EdgeModule } from '../../apps/api/edge/edge.module.js';
import { DemoOnly, Public, SignedIn } from '../../apps/api/edge/policy.js';
import { Asks, Input, Serves } from '../../apps/api/edge/serves.js';

const Note = z.strictObject({ text: z.string().max(20) });
const Saved = z.object({ id: z.uuid(), by: z.string() });
const saveNote = endpoint({
  method: 'POST',
  path: '/v1/notes/:id',
  summary: '',
  params: z.strictObject({ id: z.uuid() }),
  body: Note,
  reply: Saved,
});
const breakPromise = endpoint({ method: 'GET', path: '/v1/broken', summary: '', reply: Saved });
const readOpen = endpoint({
  method: 'GET',
  path: '/v1/open',
  summary: '',
  query: z.strictObject({ page: z.coerce.number().int().optional() }),
  reply: z.object({}),
});
const throwAnything = endpoint({ method: 'GET', path: '/v1/throws', summary: '', reply: z.object({}) });
const adminOnly = endpoint({ method: 'GET', path: '/v1/admin', summary: '', reply: z.object({}) });
const demoOnly = endpoint({ method: 'POST', path: '/v1/demo', summary: '', reply: z.object({}), withoutKey: 'a test' });

/** A few routes, each with a policy of its own. */
@Controller()
export class NotesController {
  @Serves(saveNote)
  @SignedIn()
  async save(@Asks() caller: Caller, @Input() { params }: Input<typeof saveNote>) {
    counted.saved++;
    return { id: params.id, by: caller.role, password: 'never to leave' };
  }

  @Serves(breakPromise)
  @Public()
  broken() {
    return { id: 'no uuid', by: 'secret value' };
  }

  @Serves(readOpen)
  @Public()
  open(@Input() _: Input<typeof readOpen>) {
    return {};
  }

  @Serves(throwAnything)
  @Public()
  throws(): never {
    throw new TypeError('secret value');
  }

  @Serves(adminOnly)
  @SignedIn('admin')
  admin() {
    return {};
  }

  @Serves(demoOnly)
  @DemoOnly()
  demo() {
    return {};
  }
}

const caller: Caller = {
  personId: 'p',
  role: 'patient',
  signInId: 's',
  assurance: 'full',
  sessionScope: null,
  steppedUpAt: null,
  displayName: 'P',
  zone: 'UTC',
};
const signIns: SignInResolver = {
  resolve: async (token) => (token === 'good' ? caller : null),
  placeOf: async (email) => email,
  noteActivity: async () => {},
};
/** As a transaction does that PostgreSQL asks to run again. */
const runTwice: Idempotency['once'] = async (_, work) => {
  await work();
  return { reply: await work(), isReplay: false };
};
/** How often a note was saved. */
export const counted = { saved: 0 };
/** What was logged. */
export const lines: string[] = [];
const log = new Log({ write: (line: string) => void lines.push(line) });

/** The edge with these controllers, on nothing but what it needs. */
export async function startEdge(
  controllers: Type[],
  providers: Type[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<NestFastifyApplication> {
  const platform = {
    module: class {},
    global: true,
    providers: [
      { provide: Config, useValue: requireConfig(env) },
      { provide: Log, useValue: log },
      { provide: SIGN_IN_RESOLVER, useValue: signIns },
      { provide: Idempotency, useValue: { once: runTwice } },
      { provide: RateLimits, useValue: { spend: () => {} } },
      { provide: SealedFields, useValue: { fingerprint: () => '' } },
    ],
    exports: [Config, Log, SIGN_IN_RESOLVER, Idempotency, RateLimits, SealedFields],
  };
  @Module({ imports: [platform, EdgeModule], controllers, providers })
  class App {}
  const module = await Test.createTestingModule({ imports: [App] }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  parseJsonBodies(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
