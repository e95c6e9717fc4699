// What a clinic in bulk needs so that its people may treat patients, and prescribe to them, where these are.
import { randomUUID } from 'node:crypto';
import { insert, now } from './people.mjs';

/** Where patients are. */
export const STATE = 'US-AZ';
const SOMEBODY = randomUUID();
const EVER = { valid_from: '2020-01-01', valid_to: '2199-12-31' };
const ASKS = { needs_prescriptive_authority: true, needs_collaboration: false, needs_state_registration: false, dea: 'there' };

/** The rule of the state, and a basis for prescribing at a distance. */
export async function practice(client) {
  const by = { changed_by: SOMEBODY, changed_at: now() };
  const rule = { jurisdiction: STATE, version: 1, ...ASKS, pdmp: 'none', source: 'Made up for a measurement', ...by };
  await insert(client, 'prescribing_rule', [rule]);
  const basis = { id: randomUUID(), kind: 'other', citation: 'Made up for a measurement', ...EVER };
  await insert(client, 'legal_basis', [{ ...basis, recorded_by: SOMEBODY, recorded_at: now() }]);
}

/** @param teams `{ therapistId, prescriberId }` each; nobody twice */
export async function license(client, teams, days = EVER) {
  const entry = (person_id, kind) => ({
    ...{ id: randomUUID(), person_id, jurisdiction: STATE, kind, number_sealed: 'none', ...days },
    ...{ checked_by: SOMEBODY, checked_at: now() },
  });
  const entries = teams.flatMap(({ therapistId, prescriberId }) => [
    entry(therapistId, 'psychologist'),
    ...['nurse-practitioner', 'prescriptive-authority', 'dea-registration'].map((kind) => entry(prescriberId, kind)),
  ]);
  await insert(client, 'licence', entries);
}
