import { offsetOf } from './database.mjs';
import * as judge from './judge.mjs';

const GB = 1024 ** 3;
const levels = (findings) => findings.map(({ level }) => level).join(' ');
const keyUse = (facts) => ({ names: ['k2', 'k1'], uncopied: [], values: [['k2', 9]], ...facts });
const well = { version: '18.1', major: 18, unsafe: [], isSuperuser: false };

describe.each([
  ['production', true],
  ['a demo', false],
])('the doctor in %s', (_, isProduction) => {
  const strict = (inProduction, inDemo) => (isProduction ? inProduction : inDemo);

  it.each([
    ['a database that cannot be reached', judge.judgeDatabase({ error: 'x' }, isProduction), 'red'],
    ['PostgreSQL 18', judge.judgeDatabase(well, isProduction), 'green'],
    ['an older one', judge.judgeDatabase({ ...well, major: 16 }, isProduction), 'amber'],
    ['one that forgets', judge.judgeDatabase({ ...well, unsafe: ['fsync'] }, isProduction), strict('red green', 'amber green')],
    ['a superuser', judge.judgeDatabase({ ...well, isSuperuser: true }, isProduction), strict('red green', 'green')],
    ['an owner', judge.judgeDatabase({ ...well, isOwner: true }, isProduction), strict('amber green', 'green')],
    ['a movable clock', judge.judgeClock({ skewMs: 0, offsetMs: 5_000 }, isProduction), strict('red', 'green')],
    ['clocks that agree', judge.judgeClock({ skewMs: -1_900, offsetMs: null }, isProduction), 'green'],
    ['clocks that differ a little', judge.judgeClock({ skewMs: -2_100, offsetMs: null }, isProduction), 'amber'],
    ['clocks that differ', judge.judgeClock({ skewMs: 31_000, offsetMs: null }, isProduction), 'red'],
    ['no mail', judge.judgeMail({ isSet: false }, isProduction), strict('red', 'green')],
    ['mail that answers', judge.judgeMail({ isSet: true }, isProduction), 'green'],
    ['mail that does not', judge.judgeMail({ isSet: true, error: 'EAUTH' }, isProduction), 'red'],
    ['a message that is not taken', judge.judgeMail({ isSet: true, sentTo: 'a', sendError: '550' }, isProduction), 'red'],
    ['texts', judge.judgeTexts({ isSet: false }, isProduction), strict('amber', 'green')],
    ['no backup', judge.judgeBackup(null, '/b', isProduction), strict('red', 'green')],
    ['a backup of today', judge.judgeBackup(3_600, '/b', isProduction), 'green'],
    ['a backup of the day before yesterday', judge.judgeBackup(27 * 3_600, '/b', isProduction), strict('amber', 'green')],
    ['a backup of last week', judge.judgeBackup(8 * 86_400, '/b', isProduction), strict('red', 'green')],
    ['no key', judge.judgeKey({ path: '/k', mode: null }, isProduction), strict('red', 'green')],
    ['a key for all to read', judge.judgeKey({ path: '/k', mode: 0o100644 }, isProduction), strict('red', 'amber')],
    ['a key for its owner', judge.judgeKey({ path: '/k', mode: 0o100600 }, isProduction), 'green'],
    ['a key without a copy', judge.judgeKeyUse(keyUse({ uncopied: ['k2'] }), isProduction), strict('red green', 'green green')],
    ['no dead-man ping', judge.judgeDeadMan(false, isProduction), strict('amber', '')],
  ])('judges %s', (_, findings, expected) => {
    expect(levels(findings)).toBe(expected);
  });
});

describe('the doctor anywhere', () => {
  it.each([
    ['settings that are wrong', judge.judgeSettings([{ setting: 'PORT', message: 'no number' }]), 'red'],
    ['migrations that are missing', judge.judgeMigrations({ missing: ['a'], unknown: [], failed: [] }), 'red'],
    ['a newer database', judge.judgeMigrations({ missing: [], unknown: ['z'], failed: [] }), 'red'],
    ['all migrations', judge.judgeMigrations({ missing: [], unknown: [], failed: [] }), 'green'],
    ['a clinic that nobody sweeps', judge.judgeSweeper({ sweepAgeSec: null, overdueSec: 0 }), 'red'],
    ['an old sweep', judge.judgeSweeper({ sweepAgeSec: 5.1, overdueSec: 0 }), 'red'],
    ['a deadline that nobody fires', judge.judgeSweeper({ sweepAgeSec: 0.4, overdueSec: 6 }), 'red'],
    ['a sweep of just now', judge.judgeSweeper({ sweepAgeSec: 0.4, overdueSec: 0.3 }), 'green'],
    ['an empty queue', judge.judgeQueue({ lanes: [], parked: 0 }), 'green'],
    ['a queue that lags', judge.judgeQueue({ lanes: [{ due: 3, oldestSec: 61 }], parked: 2 }), 'amber amber'],
    ['a queue that stands', judge.judgeQueue({ lanes: [{ due: 3, oldestSec: 301 }], parked: 0 }), 'red'],
    ['an audit that is sealed', judge.judgeAudit({ sealed: 9, signed: 9, waitingSec: 0.5 }), 'green'],
    ['an audit of nothing yet', judge.judgeAudit({ sealed: null, signed: null, waitingSec: null }), 'green'],
    ['an audit that nobody seals', judge.judgeAudit({ sealed: 9, signed: 9, waitingSec: 31 }), 'red'],
    ['an audit whose end was changed', judge.judgeAudit({ sealed: 9, signed: 8, waitingSec: null }), 'red'],
    ['https', judge.judgeAddress('https://clinic.example'), 'green'],
    ['plain http on this machine', judge.judgeAddress('http://localhost:3000'), 'green'],
    ['plain http', judge.judgeAddress('http://clinic.example'), 'red'],
    ['zones that differ', judge.judgeZones(['America/Vancouver']), 'amber'],
    ['a roomy disk', judge.judgeDisks([{ path: '/', freeBytes: 50 * GB, totalBytes: 100 * GB }]), 'green'],
    ['a large disk that is nearly full', judge.judgeDisks([{ path: '/', freeBytes: 4 * GB, totalBytes: 100 * GB }]), 'amber'],
    ['a full disk', judge.judgeDisks([{ path: '/', freeBytes: 0.4 * GB, totalBytes: 1 * GB }]), 'red'],
    ['no Redis', judge.judgeRedis(null), ''],
    ['a Redis that is gone', judge.judgeRedis({ error: 'ECONNREFUSED' }), 'red'],
    ['a key with a copy', judge.judgeKeyUse(keyUse({}), true), 'green green'],
    ['values under an older key', judge.judgeKeyUse(keyUse({ values: [['k1', 3]] }), true), 'green amber'],
    ['values under a key that is gone', judge.judgeKeyUse(keyUse({ values: [['k0', 1]] }), true), 'green red'],
    ['a Redis that evicts', judge.judgeRedis({ policy: 'allkeys-lru' }), 'amber'],
    ['a Redis that keeps', judge.judgeRedis({ policy: 'noeviction' }), 'green'],
    ['video without a relay', judge.judgeVideo(null, true), 'amber'],
    ['a relay that is there', judge.judgeVideo([{ url: 'turn:a', trouble: undefined }], true), 'green'],
    [
      'one relay of two that is gone',
      judge.judgeVideo(
        [
          { url: 'turn:a', trouble: undefined },
          { url: 'turn:b', trouble: 'no answer' },
        ],
        true,
      ),
      'amber',
    ],
    ['no relay that is there', judge.judgeVideo([{ url: 'turn:a', trouble: 'no answer' }], true), 'red'],
  ])('judges %s', (_, findings, expected) => {
    expect(levels(findings)).toBe(expected);
    for (const { level, mend } of findings) expect(Boolean(mend)).toBe(level !== 'green');
  });

  it('reads offsets from Node’s own tables, on both sides of a change', () => {
    expect(offsetOf('UTC', new Date('2026-07-01T00:00:00Z'))).toBe(0);
    expect(offsetOf('America/New_York', new Date('2026-01-01T00:00:00Z'))).toBe(-300);
    expect(offsetOf('America/New_York', new Date('2026-07-01T00:00:00Z'))).toBe(-240);
    expect(offsetOf('Asia/Kathmandu', new Date('2026-07-01T00:00:00Z'))).toBe(345);
  });
});
