// What a browser loads before the first page of each audience works, by the manifest of the build: gzip -9, kB of 1,000 bytes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Around every page but those of a live session. */
const FRAME = 'shell/framed.tsx';
const PAGES = 'shell/framed-pages.tsx';
/** Loaded by a page with a live session as soon as it stands. */
const SOCKET = '../../node_modules/socket.io-client/build/esm/index.js';

/** By audience: its pages, what those load at once by themselves, and the most that they may weigh. */
export const audiences = {
  patient: {
    pages: [
      'patient/home.page.tsx',
      'patient/book.page.tsx',
      'patient/move.page.tsx',
      'patient/course.page.tsx',
      'patient/rest.page.tsx',
      'patient/waiting.page.tsx',
      'patient/move-visit.page.tsx',
      'appointments/appointments.page.tsx',
      'appointments/book.page.tsx',
      'appointments/move.page.tsx',
      'patient/who-saw.page.tsx',
      'patient/sharing.page.tsx',
      'screening/own.page.tsx',
      'pairing/my-team.page.tsx',
      'patient/inbox.page.tsx',
      'patient/conversation.page.tsx',
      'intake/intake.page.tsx',
      'intake/form.page.tsx',
      'preparation/prepare.page.tsx',
      'supply/medicine.page.tsx',
      'aftercare/aftercare.page.tsx',
      'journal/journal.page.tsx',
      'documents/own.page.tsx',
      'documents/letter.page.tsx',
      'patient/medicines.page.tsx',
      'consents/own.page.tsx',
      'consents/clause.page.tsx',
      'patient/appointment.page.tsx',
      'shell/sign-in.page.tsx',
    ],
    atOnce: [FRAME, PAGES],
    js: 180,
    css: 15,
  },
  live: {
    pages: ['patient/session.page.tsx', 'chaperone/link.page.tsx', 'chaperone/session.page.tsx', 'companions/duty.page.tsx'],
    atOnce: [SOCKET],
    js: 130,
    css: 15,
  },
  call: { pages: ['call-room/call.page.tsx'], atOnce: [SOCKET], js: 130, css: 15 },
  staff: {
    pages: [
      'clinician/board.page.tsx',
      'clinician/session.page.tsx',
      'room/room.page.tsx',
      'clinician/visits.page.tsx',
      'clinician/visit.page.tsx',
      'clinician/waiting-list.page.tsx',
      'screening/list.page.tsx',
      'pairing/pairings.page.tsx',
      'pairing/patient.page.tsx',
      'pairing/profile.page.tsx',
      'pairing/cover.page.tsx',
      'screening/case.page.tsx',
      'assessments/list.page.tsx',
      'assessments/patient.page.tsx',
      'ledger/ledger.page.tsx',
      'ledger/reviews.page.tsx',
      'overrides/list.page.tsx',
      'incidents/list.page.tsx',
      'incidents/incident.page.tsx',
      'preparation/preparation.page.tsx',
      'supply/list.page.tsx',
      'in-clinic/in-clinic.page.tsx',
      'in-clinic/form.page.tsx',
      'documents/patient.page.tsx',
      'chart/chart.page.tsx',
      'notes/psychotherapy.page.tsx',
      'work/work.page.tsx',
      'consents/patient.page.tsx',
      'consents/clauses.page.tsx',
      'admin/schedule.page.tsx',
      'admin/audit.page.tsx',
      'admin/at-risk.page.tsx',
      'credentials/licences.page.tsx',
      'credentials/legal-bases.page.tsx',
      'rules/rules.page.tsx',
      'admin/closures.page.tsx',
      'admin/kinds.page.tsx',
      'calendar/calendar.page.tsx',
      'care/patients.page.tsx',
      'clinician/course.page.tsx',
      'clinician/rest.page.tsx',
      'programmes/programmes.page.tsx',
      'protocols/templates.page.tsx',
      'protocols/patient.page.tsx',
    ],
    atOnce: [SOCKET, FRAME, PAGES],
    js: 260,
    css: Number.POSITIVE_INFINITY,
  },
};

/**
 * @param folder of a build with its manifest
 * @returns      `(names) => { js, css }`: what these modules load together, with all that they import statically
 */
export function scales(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const kb = (files) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0) / 1_000;
  return (names) => {
    const [scripts, styles] = [new Set(), new Set()];
    const take = (name) => {
      const chunk = manifest[name];
      if (!chunk) throw new Error(`The build has no ${name}; tools/web-weight.mjs lists what each audience loads.`);
      for (const style of chunk.css ?? []) styles.add(style);
      if (scripts.has(chunk.file)) return;
      scripts.add(chunk.file);
      for (const imported of chunk.imports ?? []) take(imported);
    };
    for (const name of names) take(name);
    return { js: kb(scripts), css: kb(styles) };
  };
}

/** Every page of every audience: what it weighs, and what it may. */
export function weigh(folder) {
  const weightOf = scales(folder);
  return Object.entries(audiences).flatMap(([audience, { pages, atOnce, js, css }]) =>
    pages.map((page) => ({ audience, page, ...weightOf(['index.html', page, ...atOnce]), limits: { js, css } })),
  );
}
