// The web rows: what a browser loads before the first page of each audience works, by the build's own manifest. Sizes are exact.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runCommand, steps } from '../tools/steps.mjs';
import { temporaryFolder } from './children.mjs';
import { row } from './report.mjs';

/** Loaded by a live page as soon as it stands: it opens the socket. */
const SOCKET = '../../node_modules/socket.io-client/build/esm/index.js';
/** By audience: the document, the pages behind it, and what those load at once by themselves. */
const AUDIENCES = {
  patient: { entry: 'index.html', pages: ['patient/home.page.tsx', 'patient/book.page.tsx'], atOnce: [] },
  live: {
    entry: 'index.html',
    pages: ['patient/session.page.tsx', 'chaperone/link.page.tsx', 'chaperone/session.page.tsx'],
    atOnce: [SOCKET],
  },
  staff: {
    entry: 'index.html',
    pages: ['clinician/board.page.tsx', 'clinician/session.page.tsx', 'clinician/visits.page.tsx', 'admin/schedule.page.tsx'],
    atOnce: [SOCKET],
  },
};

/** Builds a folder into a temporary one. @returns `sizeOf(names)`, gzipped kB (1,000 bytes) of JavaScript and CSS */
async function build(folder) {
  const out = temporaryFolder();
  const [vite, ...args] = steps.web.run.slice(1, 3);
  await runCommand([process.execPath, vite, ...args, folder, '--outDir', out, '--emptyOutDir', '--manifest']);
  const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8'));
  const kb = (files) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(out, file)), { level: 9 }).length, 0) / 1_000;
  return (names) => {
    const [scripts, styles] = [new Set(), new Set()];
    const take = (name) => {
      const chunk = manifest[name];
      if (!chunk) throw new Error(`the build has no ${name}; bench/web.mjs lists what each audience loads`);
      for (const style of chunk.css ?? []) styles.add(style);
      if (scripts.has(chunk.file)) return;
      scripts.add(chunk.file);
      for (const imported of chunk.imports ?? []) take(imported);
    };
    for (const name of names) take(name);
    return { js: kb(scripts), css: kb(styles) };
  };
}

/** The heaviest page of an audience. */
function heaviest(sizeOf, { entry, pages, atOnce }) {
  const sizes = pages.map((page) => ({ page, ...sizeOf([entry, page, ...atOnce]) }));
  return {
    page: sizes.sort((a, b) => b.js - a.js)[0].page,
    js: Math.max(...sizes.map(({ js }) => js)),
    css: Math.max(...sizes.map(({ css }) => css)),
  };
}

export async function run() {
  const [sizeOf, sizeOfFloor] = [await build('apps/web'), await build('bench/floors/web')];
  const floor = sizeOfFloor(['index.html']).js;
  const [patient, live, staff] = ['patient', 'live', 'staff'].map((name) => heaviest(sizeOf, AUDIENCES[name]));
  return {
    rows: [
      row('web.patient', 'lower', 180, 'kB of JavaScript, gzip', { value: patient.js, floor }),
      row('web.patient.css', 'lower', 15, 'kB of CSS, gzip', { value: patient.css, floor: null }),
      row('web.live', 'lower', 130, 'kB of JavaScript, gzip', { value: live.js, floor }),
      row('web.live.css', 'lower', 15, 'kB of CSS, gzip', { value: live.css, floor: null }),
      row('web.staff', 'lower', 260, 'kB of JavaScript, gzip', { value: staff.js, floor }),
    ],
    settings: ['vite build, gzip -9, kB of 1,000 bytes; the heaviest page of each audience with all that it loads at first'],
    notes: [`heaviest: ${patient.page}, ${live.page}, ${staff.page}; the floor is React with one element`],
  };
}
