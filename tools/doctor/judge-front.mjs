// What stands before the sign-in: the TLS that browsers meet, and what new passwords are held against. Pure, as judge.mjs is.
import { finding } from './judge.mjs';

const [green, amber, red] = [finding('green'), finding('amber'), finding('red')];
const DAY_MS = 86_400_000;

/** @param facts null without https; else `{ protocol, endsAt, speaksOld }` or `{ error }`; `endsAt` of the certificate, epoch ms */
export function judgeTls(facts, now) {
  if (!facts) return [];
  const { error, protocol, endsAt, speaksOld } = facts;
  if (error)
    return [
      red(
        'tls',
        `Browsers would not get in: ${error}.`,
        'Look at the proxy’s certificate (trusted, for this name, not over), and at DNS and firewall.',
      ),
    ];
  if (speaksOld)
    return [red('tls', 'The proxy speaks TLS 1.0 or 1.1, which can be broken.', 'Allow 1.2 and 1.3 only: docs/operations.md.')];
  const days = Math.floor((endsAt - now) / DAY_MS);
  const says = `The proxy speaks ${protocol}; its certificate is good for ${days} more days.`;
  return [days < 14 ? amber('tls', says, 'See that whatever renews it runs.') : green('tls', says)];
}

/** Without a list only the most frequent ones are known. */
export const judgeLeaked = (isSet, isProduction) =>
  isSet || !isProduction
    ? []
    : [
        amber(
          'passwords',
          'New passwords are not held against what has leaked elsewhere.',
          'Set LEAKED_PASSWORDS to a list: docs/operations.md.',
        ),
      ];
