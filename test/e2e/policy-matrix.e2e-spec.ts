import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { actorOf } from '../support/actors.js';
import { type Actor, Cast, type Whose } from '../support/cast.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';
import { type Cell, readPolicyTable } from '../support/policy-table.js';
import { EVENTS, patientOf, tryOut } from '../support/probes.js';
import { ENDS_SIGN_INS, LISTS_NOTHING_OF_THE_MISSING, NAMES_IN_BODY, NAMES_NO_SESSION } from '../support/probes-exceptions.js';
import { busybody } from '../support/probes-queries.js';

/** An answer as far as it tells anything; `text` is the whole. */
type Answer = Readonly<{ status: number; code: string | undefined; told: string; text: string }>;

/** Refusals that are no "you may not": who hears them was let in, or is everybody. */
const LET_IN: ReadonlySet<string | undefined> = new Set([
  'identity.wrong-sign-in',
  'identity.step-up-needed',
  'identity.link-over',
  'sessions.link-unknown',
  'notifications.not-signed',
]);
const isDenied = ({ status, code }: Answer) => [401, 403, 404].includes(status) && !LET_IN.has(code);
const ofProblem = (status: number, body: { code?: string; title?: string; facts?: object }, text: string): Answer => ({
  status,
  code: body.code,
  told: JSON.stringify([status, body.code, body.title, body.facts]),
  text,
});

const isEmptyList = (what: string, { status, text }: Answer) =>
  status === 200 && text.includes('":[]') && [...LISTS_NOTHING_OF_THE_MISSING].some((operation) => what.endsWith(operation));

/** What belongs to a live session: nobody who sees schedules only is told any of it. */
const HEALTH = /"(phase|plan|entries|card|doseMg|findings|systolicMmHg|notes)":(?!null)|"lastSeq":(?!0\b)/;

const table = readPolicyTable();

describe('who may do what, as docs/security.md says', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let cast: Cast;
  let operations: Map<string, { hasBody: boolean }>;
  let events: string[];
  const actors = new Map<string, Actor>();
  const sockets = new Map<string, Socket | null>();

  async function everybodySignsIn(): Promise<void> {
    for (const name of table.actors) actors.set(name, await actorOf(cast, name));
  }

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    cast = await Cast.of(clinic, database);
    for (const { visitId, personId } of [cast.a, cast.b]) {
      await cast.clinicAlert(personId, visitId);
      await cast.lateChange(personId);
      await cast.openGlass(await busybody(cast), personId);
      await cast.invitation(await busybody(cast), personId);
      await cast.message(personId);
      await cast.conversation(personId);
    }
    await everybodySignsIn();
    const { body } = await new Visitor(clinic).get('/openapi.json').expect(200);
    events = Object.keys(body['x-socket-events']);
    operations = new Map(
      Object.entries<Record<string, { requestBody?: object }>>(body.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { requestBody }]) => [
          `${method.toUpperCase()} ${path}`,
          { hasBody: requestBody !== undefined },
        ]),
      ),
    );
  }, 300_000);
  afterEach(() => cast.tidy());
  afterAll(async () => {
    for (const socket of sockets.values()) socket?.close();
    await database?.end();
    await clinic?.stop();
  });

  async function request(operation: string, actor: Actor, whose: Whose): Promise<Answer> {
    const [method = '', path = ''] = operation.split(' ');
    const subject = { cast, actor, whose, patient: patientOf(cast, actor, whose) };
    const { params, query = '', body } = await tryOut(operation, operations.get(operation)!.hasBody, subject);
    const reply = await actor.visitor.send(method, path.replace(/\{(\w+)\}/g, (_, name: string) => params[name]!) + query, body);
    return ofProblem(reply.status, reply.ok ? {} : reply.body, reply.text);
  }

  async function socketOf(actor: Actor): Promise<Socket | null> {
    if (sockets.has(actor.name)) return sockets.get(actor.name)!;
    const extraHeaders = { cookie: actor.visitor.signInCookie };
    const auth = ticketAuth(clinic.url, extraHeaders);
    const socket = io(clinic.url, { transports: ['websocket'], extraHeaders, auth, reconnection: false, forceNew: true });
    const opened = await new Promise<boolean>((done) =>
      socket.once('connect', () => done(true)).once('connect_error', () => done(false)),
    );
    sockets.set(actor.name, opened ? socket : null);
    return sockets.get(actor.name)!;
  }

  async function emit(event: string, actor: Actor, whose: Whose): Promise<Answer> {
    const socket = await socketOf(actor);
    if (!socket) return ofProblem(401, { code: 'request.sign-in-needed' }, '');
    const of = event.startsWith('call.') ? 'GET /calls/{appointmentId}' : 'GET /{sessionId}';
    const subject = { cast, actor, whose, patient: patientOf(cast, actor, whose) };
    const about = NAMES_NO_SESSION.has(event) ? {} : (await tryOut(of, false, subject)).params;
    const { ok, problem = {} } = await socket.timeout(10_000).emitWithAck(event, { ...about, ...EVENTS[event]!() });
    return ofProblem(ok ? 200 : problem.status, problem, '');
  }

  /** What an actor is answered on what is theirs, on what is not, and on what there is not: against the table. */
  async function judge(
    what: string,
    cell: Cell,
    namesAnything: boolean,
    ask: (whose: Whose) => Promise<Answer>,
  ): Promise<string[]> {
    const own = await ask('own');
    const wrong: string[] = [];
    const say = (told: string, { status, code, text }: Answer) =>
      wrong.push(`${what}, ${cell} in the table: ${told} (${status} ${code ?? ''} ${text.slice(0, 200)})`);
    if (own.status >= 500 || own.code === 'request.invalid') say('was asked in a way that says nothing', own);
    if (isDenied(own) !== (cell === 'no')) say(cell === 'no' ? 'let in' : 'kept out', own);
    if (!namesAnything || cell === 'yes') return wrong;
    const [other, missing] = [await ask('other'), await ask('missing')];
    if (isDenied(other) !== (cell === 'no' || cell === 'own')) say("other people's", other);
    if (!isDenied(missing) && !(cell === 'all' && isEmptyList(what, missing))) say('what is not there', missing);
    if (isDenied(other) && other.told !== missing.told) say(`missing and forbidden differ: ${missing.told}`, other);
    if (cell === 'no' && own.told !== missing.told) say(`missing and forbidden differ: ${missing.told}`, own);
    return wrong;
  }

  /** A list shows what is its reader's, and nothing of anybody else. */
  function judgeList(what: string, cell: Cell, actor: Actor, { text, status }: Answer): string[] {
    const shows = (whose: Whose) => {
      const { personId, name, sessionId, visitId } = patientOf(cast, actor, whose)!;
      return [personId, name, sessionId, visitId].some((id) => text.includes(id));
    };
    if (status !== 200 || cell === 'yes' || cell === 'no') return [];
    const isRight = shows('own') === (cell !== 'empty') && shows('other') === (cell === 'all' || cell === 'cut');
    const isCut = cell !== 'cut' || !HEALTH.test(text);
    return isRight && isCut ? [] : [`${what}, ${cell} in the table: shows ${text.slice(0, 300)}`];
  }

  it('has a row for every operation and every socket event, and for nothing else', () => {
    expect([...table.rows.keys()].sort()).toEqual([...operations.keys(), ...events].sort());
  });

  it.each([...table.rows].filter(([name]) => name.includes(' ')))('%s', async (operation, cells) => {
    if (!operations.has(operation)) throw new Error('There is no such operation.');
    const namesAnything = operation.includes('{') || NAMES_IN_BODY.has(operation);
    const endsSignIns = ENDS_SIGN_INS.has(operation);
    const wrong: string[] = [];
    for (const [name, known] of actors) {
      const cell = cells[name]!;
      const actor = endsSignIns ? await actorOf(cast, name) : known;
      let own: Answer | undefined;
      wrong.push(
        ...(await judge(`${name}: ${operation}`, cell, namesAnything, async (whose) => {
          const answer = await request(operation, actor, whose);
          if (whose === 'own') own = answer;
          return answer;
        })),
      );
      if (!namesAnything) wrong.push(...judgeList(`${name}: ${operation}`, cell, actor, own!));
      else if (cell === 'cut' && HEALTH.test(own!.text)) wrong.push(`${name}: ${operation} tells health data`);
    }
    if (endsSignIns) await everybodySignsIn();
    expect(wrong).toEqual([]);
  });

  it.each([...table.rows].filter(([name]) => !name.includes(' ')))('%s', async (event, cells) => {
    const wrong: string[] = [];
    for (const [name, actor] of actors) {
      wrong.push(...(await judge(`${name}: ${event}`, cells[name]!, true, (whose) => emit(event, actor, whose))));
    }
    expect(wrong).toEqual([]);
  });
});
