// `node --import ./test/support/outgoing.mjs`: this process says each host that it looks up, and each address that it connects to or
// sends a datagram to, in the file OUTGOING_FILE, one a line.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const tell = (what) => appendFileSync(process.env.OUTGOING_FILE, `${what}\n`);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { host, port, path } = typeof first === 'object' && first !== null ? first : { port: first, host: second };
  tell(path ?? `${host ?? 'localhost'}:${port}`);
  return connect.apply(this, args);
};
for (const place of [dns, dns.promises]) {
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']) {
    const ask = place[name];
    place[name] = function (host, ...rest) {
      if (!net.isIP(host)) tell(`dns:${host}`);
      return ask.call(this, host, ...rest);
    };
  }
}
const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  tell(`udp:${args.filter((arg) => typeof arg !== 'object' && typeof arg !== 'function').join(':')}`);
  return send.apply(this, args);
};
