// The web rows: what a browser loads before the first page of each audience works, by the build's own manifest. Sizes are exact.
import { runCommand, steps } from '../tools/steps.mjs';
import { audiences, scales } from '../tools/web-weight.mjs';
import { temporaryFolder } from './children.mjs';
import { row } from './report.mjs';

/** Builds a folder into a temporary one. @returns `sizeOf(names)`, see `scales` */
async function build(folder) {
  const out = temporaryFolder();
  const [vite, ...args] = steps.web.run.slice(1, 3);
  await runCommand([process.execPath, vite, ...args, folder, '--outDir', out, '--emptyOutDir', '--manifest']);
  return scales(out);
}

/** The heaviest page of an audience. */
function heaviest(sizeOf, { pages, atOnce }) {
  const sizes = pages.map((page) => ({ page, ...sizeOf(['index.html', page, ...atOnce]) }));
  return {
    page: sizes.sort((a, b) => b.js - a.js)[0].page,
    js: Math.max(...sizes.map(({ js }) => js)),
    css: Math.max(...sizes.map(({ css }) => css)),
  };
}

export async function run() {
  const [sizeOf, sizeOfFloor] = [await build('apps/web'), await build('bench/floors/web')];
  const floor = sizeOfFloor(['index.html']).js;
  const [patient, live, staff] = ['patient', 'live', 'staff'].map((name) => heaviest(sizeOf, audiences[name]));
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
