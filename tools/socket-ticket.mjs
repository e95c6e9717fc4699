// For every client of the clinic's sockets that is no browser: journey, bench and tests.

/** @returns a ticket for one socket of whoever `headers` (cookie, origin) speak for; undefined when there is none to be had */
export async function mintTicket(url, headers) {
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' };
  const reply = await fetch(`${url}/v1/socket-tickets`, { ...init, signal: AbortSignal.timeout(4_000) }).catch(() => undefined);
  return reply?.ok ? (await reply.json()).ticket : undefined;
}

/** The `auth` of a socket.io client: a new ticket for each connection that it opens. */
export const ticketAuth = (url, headers) => (give) => void mintTicket(url, headers).then((ticket) => give({ ticket }));
