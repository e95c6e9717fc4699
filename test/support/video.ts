import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright-core';
import type { Clinic } from './clinic.js';

type With = Readonly<{ patient: string; therapist: string; prescriber: string; kind?: string; inMin?: number }>;

/** An appointment that is held by video, of people of the demo clinic by their first names. Nobody's other time is touched by it. */
export async function bookVideo(
  clinic: Clinic,
  { patient, therapist, prescriber, kind = 'follow_up', inMin = 0 }: With,
): Promise<string> {
  const database = new pg.Client({ connectionString: clinic.databaseUrl });
  await database.connect();
  try {
    const id = randomUUID();
    await database.query(
      `INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
       SELECT $1, $2::appointment_kind, p.id, app_now() + $4 * interval '1 minute', app_now() + ($4 + 50) * interval '1 minute', p.zone, p.id
       FROM person p WHERE p.display_name LIKE $3 || ' %' AND p.role = 'patient'`,
      [id, kind, patient, inMin],
    );
    for (const [part, name] of Object.entries({ patient, therapist, prescriber })) {
      await database.query(
        `INSERT INTO appointment_party (appointment_id, person_id, part, during)
         SELECT $1, id, $2::appointment_part, 'empty' FROM person WHERE display_name LIKE $3 || ' %' AND role <> 'chaperone'`,
        [id, part, name],
      );
    }
    return id;
  } finally {
    await database.end();
  }
}

/** Kept by the page for the test: every connection that it made. */
const WATCH = `{
  const all = (window.__connections = []);
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...args) { super(...args); all.push(this); }
  };
}`;
export const watchConnections = (page: Page): Promise<unknown> => page.addInitScript(WATCH);

/** What came in over the connections that are open: bytes of pictures and sound, frames that were drawn, and how many send. */
export type Received = Readonly<{ bytes: number; videoBytes: number; frames: number; senders: number; paths: string[] }>;

const RECEIVED = `(async () => {
  const sum = { bytes: 0, videoBytes: 0, frames: 0, senders: 0, paths: [] };
  for (const pc of window.__connections) {
    if (pc.signalingState === 'closed') continue;
    const stats = await pc.getStats();
    let sends = false;
    for (const report of stats.values()) {
      if (report.type === 'inbound-rtp') {
        sum.bytes += report.bytesReceived;
        if (report.kind === 'video') {
          sum.videoBytes += report.bytesReceived;
          sum.frames += report.framesDecoded ?? 0;
          sends ||= (report.framesDecoded ?? 0) > 0;
        }
      }
      if (report.type === 'transport' && report.selectedCandidatePairId) {
        const pair = stats.get(report.selectedCandidatePairId);
        sum.paths.push(stats.get(pair.localCandidateId)?.candidateType ?? 'gone');
      }
    }
    if (sends) sum.senders += 1;
  }
  return sum;
})()`;
export const received = (page: Page): Promise<Received> => page.evaluate<Received>(RECEIVED);

/** Whether pictures of so many others move on this page within the time: frames are drawn anew and what is shown changes. */
export async function seesMoving(page: Page, others: number, withinMs: number): Promise<number> {
  const began = performance.now();
  for (let last = await received(page); ; ) {
    await page.waitForTimeout(400);
    const now = await received(page);
    const tiles = await page.evaluate<number>(DRAWN);
    if (now.senders >= others && now.frames > last.frames && now.videoBytes > last.videoBytes && tiles >= others)
      return performance.now() - began;
    if (performance.now() - began > withinMs)
      throw new Error(
        `No moving picture of ${others} others within ${withinMs} ms: ${JSON.stringify({ now, tiles, shown: await page.evaluate(SHOWN), connections: await page.evaluate(NEGOTIATED) })}`,
      );
    last = now;
  }
}

/** What the connections have come to, for who reads why a picture did not come. */
const NEGOTIATED = `window.__connections.filter((pc) => pc.signalingState !== 'closed').map((pc) => ({
  state: [pc.signalingState, pc.iceConnectionState],
  transceivers: pc.getTransceivers().map(({ mid, direction, currentDirection, sender, receiver: { track } }) =>
    [mid, track.kind, direction, currentDirection, sender.track?.kind ?? null, track.muted, track.readyState]),
}))`;

/** What stands on the page for each of the others. */
const SHOWN = `[...document.querySelectorAll('figure[data-role]')].map((figure) => {
  const { paused, readyState, videoWidth, srcObject } = figure.querySelector('video');
  return { state: figure.dataset.state, paused, readyState, videoWidth, tracks: srcObject?.getTracks().map(({ kind, muted }) => [kind, muted]) };
})`;

/** How many of the others' pictures are drawn and change from one look to the next. */
const DRAWN = `(async () => {
  const videos = [...document.querySelectorAll('figure[data-role] video')];
  const print = (video) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 18 });
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0, 32, 18);
    return context.getImageData(0, 0, 32, 18).data.join();
  };
  const before = videos.map((video) => video.videoWidth && print(video));
  for (let tries = 0; tries < 10; tries++) {
    await new Promise((done) => setTimeout(done, 100));
    const moved = videos.filter((video, at) => before[at] && print(video) !== before[at]).length;
    if (moved === videos.length) return moved;
  }
  return videos.filter((video, at) => before[at] && print(video) !== before[at]).length;
})()`;
