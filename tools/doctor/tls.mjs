// What browsers meet in front of the clinic: its certificate, and which TLS is spoken there.
import { isIP } from 'node:net';
import { connect } from 'node:tls';

const WITHIN_MS = 5_000;
/** What nobody may speak any more (RFC 8996); the cipher list lets this machine offer it. */
const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0', rejectUnauthorized: false };

/** One handshake. @returns what `read` makes of it; throws why there was none */
function handshake({ hostname, port }, options, read) {
  return new Promise((done, failed) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const named = isIP(host) ? {} : { servername: host };
    const socket = connect({ host, port: Number(port || 443), ...named, ...options }, () => {
      done(read(socket));
      socket.destroy();
    });
    socket.setTimeout(WITHIN_MS, () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    socket.on('error', failed);
    socket.on('close', () => failed(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });
}

/**
 * @param ca certificates to believe besides those of browsers
 * @returns null where there is no TLS to look at; `{ error }`: no handshake, or a certificate that browsers do not take
 */
export async function tlsFacts(publicUrl, ca) {
  const address = new URL(publicUrl);
  if (address.protocol !== 'https:') return null;
  try {
    const { protocol, endsAt } = await handshake(address, { ca }, (socket) => ({
      protocol: socket.getProtocol(),
      endsAt: Date.parse(socket.getPeerCertificate().valid_to),
    }));
    const speaksOld = await handshake(address, OLD, () => true).catch(() => false);
    return { protocol, endsAt, speaksOld };
  } catch (error) {
    return { error: error.code ?? error.message };
  }
}
