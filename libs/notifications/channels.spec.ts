import { wayOf } from './channels.js';

describe('the way of a channel', () => {
  const smtpUrl = 'smtp://mail.example';
  const sms = { url: 'https://sms.example', account: 'AC1', token: 'x', from: '+12125550100' };
  it.each([
    ['demo', undefined, undefined, ['captured', 'captured', 'push']],
    ['demo', smtpUrl, undefined, ['smtp', 'captured', 'push']],
    ['demo', undefined, sms, ['captured', 'sms', 'push']],
    ['production', smtpUrl, sms, ['smtp', 'sms', 'push']],
    ['production', smtpUrl, undefined, ['smtp', 'none', 'push']],
    ['production', undefined, undefined, ['none', 'none', 'push']],
  ] as const)('in %s with SMTP_URL %s and provider %o: e-mail, text and notification go %s', (mode, url, provider, ways) => {
    const of = (channel: 'email' | 'sms' | 'push') => wayOf(channel, { mode, smtpUrl: url, sms: provider });
    expect((['email', 'sms', 'push'] as const).map(of)).toEqual(ways);
  });
});
