// The generator of the booking rows: so many clients, each on a connection of its own, book one patient after the other; or all that is
// given asks at once (`race`), and each answer is timed.
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

/** @returns the status of the answer, its text, and how long it took in ms */
function post({ token, path = '/v1/dosing-sessions', ...body }) {
  const headers = { origin: asked.url, cookie: `hearth=${token}`, 'content-type': 'application/json' };
  const since = performance.now();
  return new Promise((done, failed) => {
    const sent = request(`${asked.url}${path}`, { agent, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.once('end', () => done({ status: answer.statusCode, text, ms: performance.now() - since }));
    });
    sent.once('error', failed);
    sent.end(JSON.stringify(body));
  });
}

async function run(seconds) {
  const [until, done] = [performance.now() + seconds * 1_000, { booked: 0, conflicts: 0, failed: 0 }];
  const work = async () => {
    while (performance.now() < until && waiting.length) {
      const { status } = await post(waiting.shift());
      done[status === 201 ? 'booked' : status === 409 ? 'conflicts' : 'failed'] += 1;
    }
  };
  const since = performance.now();
  await Promise.all(Array.from({ length: asked.clients }, work));
  return { ...done, perSec: (done.booked * 1_000) / (performance.now() - since), left: waiting.length };
}

/** All at once; `ids` are of the sessions that were booked, in the order of what asked for them. */
async function race(posts) {
  const answers = await Promise.all(posts.map(post));
  const ids = answers.map(({ status, text }) => (status === 201 ? JSON.parse(text).sessionId : null));
  return { statuses: answers.map(({ status }) => status), ms: answers.map(({ ms }) => ms), ids };
}

process.channel.ref(); // between two rounds nothing else keeps this running
process.on('message', ({ open: options, race: posts, seconds }) => {
  const work = options ? open(options) : posts ? race(posts) : run(seconds);
  void Promise.resolve(work).then((reply) => process.send(reply));
});
