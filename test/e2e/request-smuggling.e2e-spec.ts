import { connect } from 'node:net';
import { type Clinic, startClinic } from '../support/clinic.js';

const CAP_MS = 8_000;
const EOL = '\r\n';
/** What somebody wants to hide behind their own request, so that it is answered to whoever comes next by the same line. */
const HIDDEN = ['GET /hidden HTTP/1.1', 'Host: clinic', '', ''].join(EOL);

describe('two requests in one', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await startClinic({ seed: false });
  });
  afterAll(() => clinic?.stop());

  /** Sends bytes as they are. @returns all that came back until the line was closed, or nothing came for a second */
  const send = (bytes: string): Promise<string> =>
    new Promise((done, failed) => {
      const socket = connect(Number(new URL(clinic.url).port), new URL(clinic.url).hostname, () => socket.write(bytes, 'latin1'));
      let text = '';
      socket.setTimeout(CAP_MS, () => socket.destroy(new Error(`Neither answered nor closed: ${text}`)));
      socket.on('data', (part) => (text += part.toString('latin1')));
      socket.on('close', (hadError) => (hadError && !text ? failed(new Error('closed')) : done(text)));
      socket.on('error', () => {});
    });
  const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  const post = (...headers: string[]) =>
    ['POST /v1/sign-ins HTTP/1.1', 'Host: clinic', 'Content-Type: application/json', ...headers, '', ''].join(EOL);
  const CHUNKED = `0${EOL}${EOL}${HIDDEN}`;

  it.each([
    ['both a length and chunks', post(`Content-Length: ${CHUNKED.length}`, 'Transfer-Encoding: chunked') + CHUNKED],
    ['two lengths', `${post('Content-Length: 2', `Content-Length: ${2 + HIDDEN.length}`)}{}${HIDDEN}`],
    ['a length that is none', `${post('Content-Length: +2')}{}${HIDDEN}`],
    ['a length with a list', `${post('Content-Length: 2, 2')}{}${HIDDEN}`],
    ['chunks by another name', post('Transfer-Encoding: xchunked') + CHUNKED],
    ['chunks that are not the last coding', post('Transfer-Encoding: chunked, identity') + CHUNKED],
    ['chunks behind a space before the colon', post('Transfer-Encoding : chunked') + CHUNKED],
    ['a size of a chunk that is none', `${post('Transfer-Encoding: chunked')}0x2${EOL}{}${EOL}${CHUNKED}`],
    ['a line that ends without a return', `${post('Transfer-Encoding: chunked').replace('chunked\r', 'chunked')}${CHUNKED}`],
    ['a header that goes on in the next line', post('Transfer-Encoding:', ' chunked') + CHUNKED],
    ['a null byte in a header', `${post('X-A: a\0b', 'Content-Length: 2')}{}${HIDDEN}`],
  ])('with %s are refused, and the line is closed before the second', async (_, bytes) => {
    const answers = statuses(await send(bytes));
    expect(answers.length).toBeLessThanOrEqual(1);
    expect(answers.every((status) => status >= 400 && status < 500)).toBe(true);
  });

  it('that are two, one after the other, are answered as two: the test would see a second answer', async () => {
    const one = (rest: string) => `GET /healthz HTTP/1.1${EOL}Host: clinic${EOL}${rest}${EOL}`;
    expect(statuses(await send(one('') + one(`Connection: close${EOL}`)))).toEqual([200, 200]);
  });
});
