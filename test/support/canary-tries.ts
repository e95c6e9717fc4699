import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import type { Canaries } from './canaries.js';
import type { Clinic } from './clinic.js';
import type { Visitor } from './http.js';

type Operation = Readonly<{ requestBody?: { content?: Record<string, { schema?: { properties?: Record<string, unknown> } }> } }>;

/** Sends canaries to every operation where something else is expected. @returns what was answered */
export async function sendWrong(canaries: Canaries, visitor: Visitor): Promise<string[]> {
  const { body } = await visitor.get('/openapi.json').expect(200);
  const replies: string[] = [];
  for (const [path, operations] of Object.entries(body.paths as Record<string, Record<string, Operation>>)) {
    for (const [method, { requestBody }] of Object.entries(operations)) {
      if (path.includes('sign-ins/current') && method === 'delete') continue;
      const word = canaries.word(`${method} ${path}`);
      const fields = Object.keys(requestBody?.content?.['application/json']?.schema?.properties ?? {});
      const wrong = Object.fromEntries(['note', ...fields].map((field) => [field, word]));
      const at = path.replace(/\{\w+\}/g, path.includes('patient') ? word : randomUUID());
      const sent = method === 'get' ? visitor.get(`${at}?search=${word}`) : visitor.post(at, wrong);
      replies.push((await sent).text ?? '');
    }
  }
  return replies;
}

/** A socket that joins, and then sends what nobody expects. @returns what was answered to that */
export async function sendWrongBySocket(
  canaries: Canaries,
  clinic: Clinic,
  visitor: Visitor,
  sessionId: string,
): Promise<string[]> {
  const socket = io(clinic.url, {
    transports: ['websocket'],
    extraHeaders: { cookie: visitor.signInCookie },
    auth: ticketAuth(clinic.url, { cookie: visitor.signInCookie }),
    reconnection: false,
    forceNew: true,
  });
  const word = canaries.word('a socket event');
  try {
    expect(await socket.timeout(20_000).emitWithAck('session.join', { sessionId, after: 0 })).toMatchObject({ ok: true });
    const events = ['session.join', 'session.record', 'session.watch', 'session.leave'];
    const wrong = { sessionId: word, note: word, proof: word, entry: { type: word, id: word } };
    return await Promise.all(events.map(async (event) => JSON.stringify(await socket.timeout(20_000).emitWithAck(event, wrong))));
  } finally {
    socket.close();
  }
}
