import { judgeLeaked, judgeTls } from './judge-front.mjs';

describe('the doctor, of what stands before the sign-in', () => {
  const DAY = 86_400_000;
  it.each([
    ['no TLS to look at', judgeTls(null, 0), ''],
    ['TLS as it should be', judgeTls({ protocol: 'TLSv1.3', endsAt: 60 * DAY, speaksOld: false }, 0), 'green'],
    ['a certificate that is over soon', judgeTls({ protocol: 'TLSv1.3', endsAt: 13 * DAY, speaksOld: false }, 0), 'amber'],
    ['TLS of old', judgeTls({ protocol: 'TLSv1.3', endsAt: 60 * DAY, speaksOld: true }, 0), 'red'],
    ['a certificate that nobody knows', judgeTls({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 0), 'red'],
    ['a list of leaked passwords', judgeLeaked(true, true), ''],
    ['none', judgeLeaked(false, true), 'amber'],
    ['none in a demo', judgeLeaked(false, false), ''],
  ])('judges %s', (_, findings, expected) => {
    expect(findings.map(({ level }) => level).join(' ')).toBe(expected);
    for (const { level, mend } of findings) expect(Boolean(mend)).toBe(level !== 'green');
  });
});
