import { wayOf } from './channels.js';

describe('the way of a channel', () => {
  const smtpUrl = 'smtp://mail.example';
  it.each([
    ['demo', undefined, ['captured', 'captured']],
    ['demo', smtpUrl, ['smtp', 'captured']],
    ['production', smtpUrl, ['smtp', 'none']],
    ['production', undefined, ['none', 'none']],
  ] as const)('in %s with SMTP_URL %s: e-mail and text go %s', (mode, url, ways) => {
    expect((['email', 'sms'] as const).map((channel) => wayOf(channel, { mode, smtpUrl: url }))).toEqual(ways);
  });
});
