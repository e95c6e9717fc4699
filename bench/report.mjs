// What a person reads: the rows, whether each target is met, and under which settings they were measured.
const MARK = { true: '✓', false: '✗' };
const figures = (value) => (value === null ? '–' : Number(value.toPrecision(4)).toLocaleString('en-US'));
const isMet = ({ value, target, better }) => (better === 'higher' ? value >= target : value <= target);

/** One group: `rows` as `--json` prints them, `settings` and `notes` as lines, and the load before it. */
export const report = ({ group, load, rows, settings, notes }) =>
  [
    `${group} (load before it: ${load.toFixed(2)})`,
    ...rows.map(rowText),
    ...settings.map((line) => `    setting  ${line}`),
    ...notes.map((line) => `    note     ${line}`),
    '',
  ].join('\n');

function rowText(row) {
  const wanted = `${row.better === 'higher' ? '>=' : '<='} ${row.target}`;
  return `  ${MARK[isMet(row)]} ${row.name.padEnd(20)} ${figures(row.value).padStart(8)}  wanted ${wanted.padEnd(8)} ${row.unit}; floor ${figures(row.floor)}`;
}

/** A row of the report. `floor` is the floor's own figure, null where a limit is absolute. */
export const row = (name, better, target, unit, { value, floor }) => ({ name, value, target, better, unit, floor });
