// The generator of the access rows: so many clients, each on a connection of its own, read one patient after the other.
import { Agent, get } from 'node:http';

let asked;
let agent;
let next = 0;

function open(options) {
  asked = options;
  agent = new Agent({ keepAlive: true, maxSockets: options.clients });
  return { reads: options.reads.length };
}

/** @returns the status of the answer */
function read({ path, cookie }) {
  return new Promise((done, failed) => {
    const sent = get(`${asked.url}${path}`, { agent, headers: { cookie } }, (answer) => {
      answer.resume();
      answer.once('end', () => done(answer.statusCode));
    });
    sent.once('error', failed);
  });
}

async function run(seconds) {
  const [until, done] = [performance.now() + seconds * 1_000, { read: 0, failed: 0 }];
  const work = async () => {
    while (performance.now() < until) {
      const status = await read(asked.reads[next++ % asked.reads.length]);
      done[status === 200 ? 'read' : 'failed'] += 1;
    }
  };
  const since = performance.now();
  await Promise.all(Array.from({ length: asked.clients }, work));
  return { ...done, perSec: (done.read * 1_000) / (performance.now() - since) };
}
process.channel.ref(); // between two rounds nothing else keeps this running
process.on(
  'message',
  ({ open: options, seconds }) =>
    void Promise.resolve(options ? open(options) : run(seconds)).then((reply) => process.send(reply)),
);
