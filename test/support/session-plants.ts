/** An entry after the last one of a session; `of` is a view of sessions. */
export const entry = (type: string, payload: object = {}, { of = 'live', author = 'NULL', after = 0 } = {}) =>
  `INSERT INTO session_entry SELECT id, last_seq + ${after + 1}, gen_random_uuid(), '${type}', '${JSON.stringify(payload)}', app_now(), app_now(), ${author}, 'system' FROM ${of};`;
export const alert = (alertId: string, tier: number, level: number, after = 0) =>
  entry('alert', { alertId, tier, level, kind: 'missed-check', number: 77 }, { after });

const heldGate = (seq: string) =>
  `INSERT INTO session_entry SELECT id, ${seq}, gen_random_uuid(), 'gate', '{"isPassed": false}', dosed_at, dosed_at, NULL, 'system' FROM live`;

/** One violation for each law of a session's log that the database itself does not keep. */
export const brokenSessionLaws: Readonly<Record<string, string>> = {
  'a dose after a gate that held, without another gate and another release after it': `UPDATE session_entry SET seq = seq + 1000 FROM live WHERE session_id = live.id AND type = 'dose-taken'; ${heldGate('900')}`,
  'something of before the dose after it, or a second dose': entry('dose-taken'),
  'a discharge with an open alert, before its time, or that no clinician confirmed':
    "DELETE FROM session_entry WHERE session_id = (SELECT id FROM past) AND type = 'discharge-confirmation' AND author_role <> 'chaperone'",
  'an alert of level 2 or more that ended without a person who had taken it on':
    alert('check-77', 2, 2) + entry('alert-closed', { alertId: 'check-77', reason: 'answered' }, { after: 1 }),
  'a call for help of which there is no alert': entry('help', { asked: 'therapist' }),
};
