import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * How the provider signs what it sends to us: the address that it calls, then each field with its value, by name.
 *
 * @source https://www.twilio.com/docs/usage/security#validating-requests
 */
export function twilioSignature(token: string, url: string, fields: Readonly<Record<string, string>>): string {
  const said = Object.keys(fields)
    .sort()
    .map((name) => `${name}${fields[name]}`);
  return createHmac('sha1', token)
    .update([url, ...said].join(''))
    .digest('base64');
}

export function isSignedBy(token: string, url: string, fields: Readonly<Record<string, string>>, given: string): boolean {
  const [expected, actual] = [Buffer.from(twilioSignature(token, url, fields)), Buffer.from(given)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
