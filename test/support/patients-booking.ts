import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type pg from 'pg';
import { enrol, signIn } from '../../bench/people.mjs';

/** Somebody who can book: enrolled with a team, and signed in. */
export type Patient = Readonly<{ patientId: string; therapistId: string; prescriberId: string; token: string }>;
export type Reply = Readonly<{ status: number; body: Record<string, unknown> }>;

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** Fills an empty clinic. @returns its patients, team by team */
export async function enrolPatients(client: pg.Client, size: { teams: number; patientsPerTeam: number }): Promise<Patient[][]> {
  const people = (await enrol(client, size)) as Omit<Patient, 'token'>[];
  const asked = people.map(({ patientId }) => ({ personId: patientId, sessionScope: null }));
  const tokens = (await signIn(client, asked)) as string[];
  const patients = people.map((person, i) => ({ ...person, token: tokens[i]! }));
  return Array.from({ length: size.teams }, (_, team) => patients.filter((_one, i) => i % size.teams === team));
}

/** @throws Error when no answer comes: nobody knows then whether it happened */
function send(url: string, { token }: Pick<Patient, 'token'>, path: string, body: object, key?: string): Promise<Reply> {
  const headers = { origin: url, cookie: `hearth=${token}`, 'content-type': 'application/json' };
  return new Promise((done, failed) => {
    const sent = request(
      `${url}${path}`,
      { agent, method: 'POST', headers: { ...headers, ...(key && { 'idempotency-key': key }) } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.once('error', failed).once('end', () => done({ status: answer.statusCode!, body: text ? JSON.parse(text) : {} }));
      },
    );
    sent.once('error', failed);
    sent.end(JSON.stringify(body));
  });
}

/** Asks one server after the other, with one key, until somebody has answered: as a client does whose server was killed. */
export async function askUntilAnswered(urls: readonly string[], by: Patient, path: string, body: object): Promise<Reply> {
  const key = randomUUID();
  for (let i = 0; ; i++) {
    const reply = await send(urls[i % urls.length]!, by, path, body, key).catch(() => undefined);
    if (reply && reply.status !== 503) return reply;
    if (reply?.body['code'] === 'request.reply-gone') return reply;
    await new Promise((again) => setTimeout(again, 20));
  }
}
