import { createServer } from 'node:tls';
import { tlsFacts } from './tls.mjs';

/** For localhost, until 2120; its key is known to everybody who reads this. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4TLS0ty1tgliTolu
+QJcpiQNewT8zD45v+iZXNTQu7GhRANCAAQcadD/ju2oOAJKp/rJaTVrunlsj/CJ
pnU/G58CHurwRpEbiy4r5eic/EQwJKAt2mBQdE4rSuOIPu+rM+xrtysl
-----END PRIVATE KEY-----`;
const CERT = `-----BEGIN CERTIFICATE-----
MIIBXTCCAQSgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBxp0P+O7ag4Akqn
+slpNWu6eWyP8ImmdT8bnwIe6vBGkRuLLivl6Jz8RDAkoC3aYFB0TitK44g+76sz
7Gu3KyWjRTBDMAwGA1UdEwQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0MB0G
A1UdDgQWBBSfJo027vpWEvxLrcWCwfQXRGm0oTAKBggqhkjOPQQDAgNHADBEAiBh
CkJ0CRCQ2j7FcD6laIw20vbjvAvXztznYUQZG20gUgIgSFl6jZA37iGjkeLH8ef9
IwXyX+rhf95EMCqG7CZo3LU=
-----END CERTIFICATE-----`;
const OLD = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };

const open = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** Somebody's proxy. @returns its address */
function proxy(options) {
  const server = createServer({ key: KEY, cert: CERT, ...options }, (socket) => socket.end());
  server.on('tlsClientError', () => {}); // the handshakes that it refuses
  open.push(server);
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(`https://localhost:${server.address().port}`)));
}

describe('what browsers meet in front of a clinic', () => {
  it('is the newest TLS, with a certificate that ends one day', async () => {
    expect(await tlsFacts(await proxy({}), CERT)).toEqual({
      protocol: 'TLSv1.3',
      endsAt: Date.parse('2120-01-01T00:00:00Z'),
      speaksOld: false,
    });
  });

  it('is seen to be old where it is, whatever else it speaks', async () => {
    expect(await tlsFacts(await proxy(OLD), CERT)).toMatchObject({ protocol: 'TLSv1.3', speaksOld: true });
  });

  it('is nothing where nobody, or nobody whom browsers believe, answers', async () => {
    expect(await tlsFacts(await proxy({}))).toEqual({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(await tlsFacts((await proxy({})).replace('localhost', '127.0.0.1'), CERT)).toEqual({
      error: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(await tlsFacts('https://127.0.0.1:1', CERT)).toEqual({ error: 'ECONNREFUSED' });
    expect(await tlsFacts('http://localhost:3000')).toBeNull();
  });
});
