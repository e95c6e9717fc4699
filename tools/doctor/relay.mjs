// Whether a TURN server is there and takes the passwords that Hearth makes: asks for an allocation as a browser would (RFC 8489, 8656).
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';

const COOKIE = 0x2112a442;
const ALLOCATE = 0x0003;
const [ALLOCATED, REFUSED] = [0x0103, 0x0113];
const [USERNAME, INTEGRITY, ERROR_CODE, REALM, NONCE, REQUESTED_TRANSPORT] = [0x0006, 0x0008, 0x0009, 0x0014, 0x0015, 0x0019];
const UDP = Buffer.from([17, 0, 0, 0]);
const PATIENCE_MS = 5_000;
const AGAIN_MS = 500;

const attribute = (type, value) => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)]);
};

function header(length, id) {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(ALLOCATE, 0);
  head.writeUInt16BE(length, 2);
  head.writeUInt32BE(COOKIE, 4);
  return Buffer.concat([head, id]);
}

/** @param key of the one who asks, for the message's integrity; without one it is asked by nobody */
function allocate(id, attributes, key) {
  const body = Buffer.concat([attribute(REQUESTED_TRANSPORT, UDP), ...attributes]);
  if (!key) return Buffer.concat([header(body.length, id), body]);
  const signed = Buffer.concat([header(body.length + 24, id), body]);
  return Buffer.concat([signed, attribute(INTEGRITY, createHmac('sha1', key).update(signed).digest())]);
}

function read(message) {
  const found = new Map();
  for (let at = 20; at + 4 <= message.length; ) {
    const [type, length] = [message.readUInt16BE(at), message.readUInt16BE(at + 2)];
    found.set(type, message.subarray(at + 4, at + 4 + length));
    at += 4 + length + (-length & 3);
  }
  const error = found.get(ERROR_CODE);
  return {
    type: message.readUInt16BE(0),
    code: error ? error[2] * 100 + error[3] : 0,
    realm: found.get(REALM),
    nonce: found.get(NONCE),
  };
}

/** A line that carries whole messages. */
function open({ host, port, transport, isTls }) {
  if (transport === 'udp' && !isTls) {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    return {
      send: (message) => socket.send(message, port, host),
      on: (name, then) => socket.on(name, then),
      close: () => socket.close(),
    };
  }
  const socket = isTls ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
  return {
    send: (message) => socket.write(message),
    on: (name, then) => socket.on(name === 'message' ? 'data' : name, then),
    close: () => socket.destroy(),
  };
}

function asking(line) {
  let done = () => {};
  line.on('message', (message) => done(message));
  line.on('error', (error) => done(error));
  return (message) =>
    new Promise((answer, fail) => {
      const again = setInterval(() => line.send(message), AGAIN_MS); // a datagram may be lost
      const patience = setTimeout(() => done(new Error('no answer')), PATIENCE_MS);
      done = (heard) => {
        clearInterval(again);
        clearTimeout(patience);
        done = () => {};
        if (heard instanceof Error) fail(heard);
        else answer(read(heard));
      };
      line.send(message);
    });
}

/** `turn:host:3478?transport=udp` and the like. */
export function parseRelay(url) {
  const [, scheme, host, port, transport] = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/.exec(url) ?? [];
  if (!scheme) throw new Error('not an address of a relay');
  const isTls = scheme === 'turns';
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port ?? (isTls ? 5349 : 3478)),
    transport: transport ?? (isTls ? 'tcp' : 'udp'),
    isTls,
  };
}

/**
 * @param url    of a relay
 * @param secret by which its passwords are made
 * @returns      undefined when it gave an allocation; else why not
 */
export async function relayTrouble(url, secret) {
  const line = open(parseRelay(url));
  try {
    const [ask, id] = [asking(line), () => randomBytes(12)];
    const first = await ask(allocate(id(), []));
    if (first.type !== REFUSED || first.code !== 401 || !first.realm || !first.nonce)
      return 'it lets everybody through, or is no relay';
    const username = `${Math.floor(Date.now() / 1_000) + 60}:doctor`;
    const password = createHmac('sha1', secret).update(username).digest('base64');
    const key = createHash('md5').update(`${username}:${first.realm}:${password}`).digest();
    const named = [attribute(USERNAME, Buffer.from(username)), attribute(REALM, first.realm), attribute(NONCE, first.nonce)];
    const second = await ask(allocate(id(), named, key));
    return second.type === ALLOCATED
      ? undefined
      : `it answers ${second.code}${second.code === 401 ? ': its secret is another one' : ''}`;
  } catch (error) {
    return error.message || error.code;
  } finally {
    line.close();
  }
}

/** @returns each relay with its trouble; null when none is set */
export async function relayFacts({ TURN_URLS: urls, TURN_SECRET: secret }) {
  if (!urls || !secret) return null;
  const all = urls.split(/[\s,]+/).filter(Boolean);
  return Promise.all(all.map(async (url) => ({ url, trouble: await relayTrouble(url, secret).catch((error) => error.message) })));
}
