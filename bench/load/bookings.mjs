// The generator of the booking row: so many clients, each on a connection of its own, book one patient after the other.
import { Agent, request } from 'node:http';

let asked;
const waiting = [];
let agent;

function open(options) {
  asked = options;
  waiting.push(...options.bookings);
  agent = new Agent({ keepAlive: true, maxSockets: options.clients });
  return { bookings: waiting.length };
}

/** @returns the status of the answer */
function book({ token, ...body }) {
  const headers = { origin: asked.url, cookie: `hearth=${token}`, 'content-type': 'application/json' };
  return new Promise((done, failed) => {
    const sent = request(`${asked.url}/v1/dosing-sessions`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.once('end', () => done(answer.statusCode));
    });
    sent.once('error', failed);
    sent.end(JSON.stringify(body));
  });
}

async function run(seconds) {
  const [until, done] = [performance.now() + seconds * 1_000, { booked: 0, conflicts: 0, failed: 0 }];
  const work = async () => {
    while (performance.now() < until && waiting.length) {
      const status = await book(waiting.shift());
      done[status === 201 ? 'booked' : status === 409 ? 'conflicts' : 'failed'] += 1;
    }
  };
  const since = performance.now();
  await Promise.all(Array.from({ length: asked.clients }, work));
  return { ...done, perSec: (done.booked * 1_000) / (performance.now() - since), left: waiting.length };
}
process.channel.ref(); // between two rounds nothing else keeps this running
process.on(
  'message',
  ({ open: options, seconds }) =>
    void Promise.resolve(options ? open(options) : run(seconds)).then((reply) => process.send(reply)),
);
