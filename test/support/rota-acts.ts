import type pg from 'pg';
import type { AuditProof } from './audited.js';
import { Cast } from './cast.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

const FAR = { startsAt: '2099-01-01T00:00:00.000Z', endsAt: '2099-01-02T00:00:00.000Z' };
const WEEKLY = { isoWeekdays: [1], fromMin: 0, toMin: 60, firstDay: '2099-01-01', lastDay: '2099-01-31' };

type Change = Readonly<{ handler: string; route: string; path: string; body: object; other: object }>;

/** Each change of the rota, in an order in which each succeeds; `other` asks the same route for something else. */
async function changes(cast: Cast): Promise<readonly Change[]> {
  const [personId, another] = [await cast.person('prescriber'), await cast.person('physician')];
  const [one, two] = [await cast.duty(), await cast.duty()];
  const at = '/v1/on-call';
  const of = (what: string) => ({ route: `${at}/duties/{dutyId}/${what}`, path: `${at}/duties/${one}/${what}` });
  const plain = (path: string) => ({ route: `${at}/${path}`, path: `${at}/${path}` });
  const other = { personId: another };
  return [
    { handler: 'add', ...plain('duties'), body: { personId, ...FAR }, other: { ...other, ...FAR } },
    { handler: 'addWeekly', ...plain('weekly-duties'), body: { personId, ...WEEKLY }, other: { ...other, ...WEEKLY } },
    { handler: 'change', ...of('change'), body: { personId, ...FAR }, other: { ...other, ...FAR } },
    { handler: 'handOver', ...of('handover'), body: { personId }, other },
    { handler: 'swap', ...plain('swaps'), body: { dutyIds: [one, two] }, other: { dutyIds: [two, one] } },
    { handler: 'remove', ...of('removal'), body: {}, other: {} },
  ];
}

/** Every change of the rota is in the audit, about no patient. */
export async function provesRota(clinic: Clinic, database: pg.Client, audit: AuditProof): Promise<void> {
  const ada = await Visitor.named(clinic, 'Ada');
  for (const { handler, path, body } of await changes(await Cast.of(clinic, database)))
    await audit.proves(`RotaController.${handler}`, 'Ada', null, () => ada.post(path, body).expect(201));
}

type ProvesOnce = (route: string, act: Act) => Promise<unknown>;

/** Every change of the rota takes effect once. */
export async function changesRotaOnce(clinic: Clinic, database: pg.Client, provesOnce: ProvesOnce): Promise<void> {
  const [cast, by] = [await Cast.of(clinic, database), await Visitor.named(clinic, 'Ada')];
  for (const { handler, route, path, body, other } of await changes(cast)) {
    const elsewhere =
      handler === 'remove' ? { path: path.replace(/[^/]+\/removal$/, `${await cast.duty()}/removal`) } : { body: other };
    await provesOnce(route, { by, path, body, other: elsewhere });
  }
}
