import { careProblems } from '#care';
import { databaseProblems } from '#platform';
import { SessionAccess } from './session-access.service.js';

type Made = ConstructorParameters<typeof SessionAccess>;

/** Access to the one session there is, judged by care as given. */
const accessWhere = (requireAccess: () => Promise<void>): SessionAccess => {
  const sessions = { findById: async () => ({ id: 's', patientId: 'p', chaperoneId: 'c' }) };
  return new SessionAccess({ requireAccess } as unknown as Made[0], sessions as unknown as Made[1], {} as Made[2]);
};
const nurse = {
  personId: 'n',
  role: 'prescriber',
  displayName: '',
  zone: 'UTC',
  signInId: 'i',
  assurance: 'full',
  sessionScope: null,
} as const;
const asks = (access: SessionAccess) => access.require({ ...nurse, steppedUpAt: null }, 's', 'session');

describe('SessionAccess', () => {
  it('hides a session from those who may not know of its patient', async () => {
    const access = accessWhere(() => Promise.reject(careProblems.notFound()));
    await expect(asks(access)).rejects.toMatchObject({ code: 'sessions.not-found' });
  });

  it('does not say "not found" when nobody could look: a phone would take its entry for refused, and forget it', async () => {
    const lost = new Error('Connection terminated unexpectedly');
    await expect(asks(accessWhere(() => Promise.reject(lost)))).rejects.toBe(lost);
    const busy = databaseProblems.unavailable();
    await expect(asks(accessWhere(() => Promise.reject(busy)))).rejects.toBe(busy);
  });
});
