// The row of the board: twelve live sessions on one screen, two entries a second each, and how much of the time its page is busy.
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../tools/programs.mjs';
import { atEnd, start } from './children.mjs';
import { DATABASE_SETTINGS, withClient } from './database.mjs';
import { limitLines, makeLiveClinic, SEAT } from './live-clinic.mjs';
import { row } from './report.mjs';

const [TILES, PER_TILE, SECONDS, WARM_SECONDS] = [12, 2, 20, 3];

/** One prescriber in the care of all patients. @returns their cookie */
async function careForAll(databaseUrl, rooms) {
  await withClient(databaseUrl, (client) =>
    client.query(
      `INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at)
       SELECT gen_random_uuid(), s.patient_id, mine.person_id, 'team', app_now()
       FROM dosing_session s, (SELECT a.person_id FROM care_assignment a JOIN person p ON p.id = a.person_id JOIN dosing_session d
         ON d.patient_id = a.patient_id WHERE p.role = 'prescriber' AND d.id = $1) mine
       WHERE s.id <> $1`,
      [rooms[0].id],
    ),
  );
  return rooms[0].tokens[SEAT.prescriber];
}

async function openBoard(url, token) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  atEnd(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'hearth', value: token, url }]);
  const page = await context.newPage();
  await page.goto(`${url}/board`);
  await page.waitForFunction(
    (tiles) => new Set([...document.querySelectorAll('a[href^="/board/"]')].map((a) => a.href)).size >= tiles,
    TILES,
  );
  return { page, devtools: await context.newCDPSession(page) };
}

/** Seconds for which the page's main thread has worked. */
async function busySec(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

export async function run() {
  const { databaseUrl, rooms, launch } = await makeLiveClinic('hearth_board', TILES);
  const token = await careForAll(databaseUrl, rooms);
  const { url, stop } = await launch();
  const { page, devtools } = await openBoard(url, token);
  await devtools.send('Performance.enable');
  const generator = start('bench/load/sockets.mjs');
  await generator.ask({ connect: { url, dialect: 'hearth', rooms, listeners: 1 } });
  const phase = (seconds) => generator.ask({ phase: { kind: 'open', seconds, perSec: TILES * PER_TILE } });
  await phase(WARM_SECONDS);
  const [busyBefore, since] = [await busySec(devtools), performance.now()];
  const { acked, refused } = await phase(SECONDS);
  await setTimeout(500); // what came last is still to be drawn
  const share = ((await busySec(devtools)) - busyBefore) / ((performance.now() - since) / 1_000);
  const shown = await page.locator('a[href^="/board/"]').count();
  await generator.stop();
  await stop();
  if (refused || shown < TILES) throw new Error(`${refused} refused, ${shown} tiles`);
  return {
    rows: [row('live.board', 'lower', 0.15, 'share of the time in which the main thread is busy', { value: share, floor: null })],
    settings: [
      DATABASE_SETTINGS,
      `${TILES} tiles, ${PER_TILE} entries/s each, ${SECONDS} s, Chromium without a screen`,
      ...limitLines(),
    ],
    notes: [`${acked} entries on the board`],
  };
}
