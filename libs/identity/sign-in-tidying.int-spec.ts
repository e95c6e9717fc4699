import { Housekeeping } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { IdentityModule } from './identity.module.js';

describe('housekeeping of sign-ins', () => {
  let clinic: SmallClinic;
  beforeAll(async () => {
    clinic = await SmallClinic.open([IdentityModule]);
  });
  afterAll(() => clinic.close());

  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

  it('deletes what ended a quarter of a year ago, and failures that nobody looks at any more', async () => {
    const { personId } = await clinic.person('therapist');
    const signIn = (id: string, expiresAt: Date, revokedAt: Date | null = null) => ({
      id: `00000000-0000-4000-8000-00000000000${id}`,
      tokenHash: Buffer.from(id),
      personId,
      expiresAt,
      revokedAt,
    });
    await clinic.read.signIn.createMany({
      data: [
        signIn('1', daysAgo(-1)),
        signIn('2', daysAgo(89)),
        signIn('3', daysAgo(91)),
        signIn('4', daysAgo(-1), daysAgo(91)),
        signIn('5', daysAgo(91), daysAgo(92)),
      ],
    });
    const failure = (id: string, at: Date) => ({ id: `00000000-0000-4000-8000-00000000000${id}`, key: 'k', at });
    await clinic.read.signInFailure.createMany({ data: [failure('1', daysAgo(6.9)), failure('2', daysAgo(7.1))] });
    await clinic.get(Housekeeping).round();
    const left = async (rows: Promise<{ id: string }[]>) => (await rows).map(({ id }) => id.at(-1));
    const inOrder = { select: { id: true }, orderBy: { id: 'asc' } } as const;
    expect(await left(clinic.read.signIn.findMany(inOrder))).toEqual(['1', '2', '4']);
    expect(await left(clinic.read.signInFailure.findMany(inOrder))).toEqual(['1']);
  });
});
