// The database of a clinic: the embedded one, or the user's own by DATABASE_URL.

import { startPostgres } from './postgres.mjs';
import { Refused } from './refused.mjs';

/** A `launch` for `keepRunning`: the same port every time, for the servers know the address. */
export function embedded(home) {
  let port;
  let url;
  return {
    get url() {
      return url;
    },
    launch: async () => {
      const server = await startPostgres(home, { port });
      port = server.port;
      url = server.url.replace(/postgres$/, 'hearth');
      return { ...server, ended: server.ended.then((code) => `ended (${code ?? 'killed'})`) };
    },
  };
}

const REASONS = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host’s name cannot be looked up',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'there is no way to that host',
  '28P01': 'the user or password is wrong',
  28000: 'this user may not sign in',
  42501: 'this user may not do that',
};

/** Why the database cannot be used, in a sentence that names the setting and no password. */
export function explain(error, databaseUrl) {
  const { hostname, port, pathname } = new URL(databaseUrl);
  const cause = error.errors?.[0] ?? error; // localhost is tried by IPv6 and by IPv4
  const reason = REASONS[cause.code] ?? cause.message;
  return new Refused(
    `DATABASE_URL: the database ${pathname.slice(1)} at ${hostname}:${port || 5432} cannot be used: ${reason}.`,
    {
      cause: error,
    },
  );
}
