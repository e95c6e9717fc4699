import { randomUUID } from 'node:crypto';

import { Database, Housekeeping } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import type { Caller } from './caller.js';
import { IdentityModule } from './identity.module.js';
import { SignInService } from './sign-in.service.js';
import { SocketTicketService } from './socket-ticket.service.js';

const OWN = 'https://clinic.example';

describe('a socket ticket', () => {
  let clinic: SmallClinic;
  let tickets: SocketTicketService;
  let caller: Caller;

  const signIn = async (): Promise<Caller> => {
    const { personId } = await clinic.person('therapist');
    const signIns = clinic.get(SignInService);
    return (await signIns.resolve(await clinic.transact((tx) => signIns.open(tx, personId, null, 12))))!;
  };
  const mint = async (origin: string | undefined = OWN) => (await tickets.mint(caller, origin)).ticket;
  const age = (sec: number) =>
    clinic.get(Database).sql`UPDATE socket_ticket SET expires_at = expires_at - ${sec}::int * interval '1 second'`;

  beforeAll(async () => {
    clinic = await SmallClinic.open([IdentityModule]);
    tickets = clinic.get(SocketTicketService);
  });
  beforeEach(async () => {
    await clinic.get(Database).sql`DELETE FROM socket_ticket`;
    caller = await signIn();
  });
  afterAll(() => clinic.close());

  it('is good once', async () => {
    const ticket = await mint();
    expect([await tickets.take(ticket, caller, OWN), await tickets.take(ticket, caller, OWN)]).toEqual([true, false]);
  });

  it('is good once however many bring it at once', async () => {
    const ticket = await mint();
    const taken = await Promise.all(Array.from({ length: 20 }, () => tickets.take(ticket, caller, OWN)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('is good for half a minute', async () => {
    const [early, late] = [await mint(), await mint()];
    await age(29);
    expect(await tickets.take(early, caller, OWN)).toBe(true);
    await age(2);
    expect(await tickets.take(late, caller, OWN)).toBe(false);
  });

  it.each([
    ['another origin', 'https://evil.example', OWN],
    ['a browser, when a program asked for it', OWN, undefined],
    ['a program, when a browser asked for it', undefined, OWN],
  ])('is not good for %s, and then for nobody any more', async (_, brought, asked) => {
    const { ticket } = await tickets.mint(caller, asked);
    expect([await tickets.take(ticket, caller, brought), await tickets.take(ticket, caller, asked)]).toEqual([false, false]);
  });

  it('is not good for another sign-in, also of the same person', async () => {
    expect(await tickets.take(await mint(), await signIn(), OWN)).toBe(false);
    expect(await tickets.take(await mint(), { ...caller, signInId: randomUUID() }, OWN)).toBe(false);
  });

  it('ends with its sign-in', async () => {
    const ticket = await mint();
    await clinic.get(SignInService).signOut(caller);
    expect(await tickets.take(ticket, caller, OWN)).toBe(false);
  });

  it('is stored by its hash, and deleted an hour later', async () => {
    const ticket = await mint();
    const rows = () => clinic.get(Database).sql<{ row: string }>`SELECT t::text AS row FROM socket_ticket t`;
    expect(JSON.stringify(await rows())).not.toContain(ticket);
    await age(3_600);
    await clinic.get(Housekeeping).round();
    expect(await rows()).toHaveLength(1);
    await age(60);
    await clinic.get(Housekeeping).round();
    expect(await rows()).toEqual([]);
  });
});
