// The last thing that a start prints: where the clinic is, who can sign in, where to look, and what must not be lost.
import { faint, green, paint, red } from './progress.mjs';

const CODES = 'Staff also need the code of an authenticator app: the sign-in page shows it.';
const bold = (text) => paint(1, text);

function table(head, rows) {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  const line = (cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at]))
      .join('   ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('───'), ...rows.map(line)];
}

function boxed(lines) {
  const width = Math.max(...lines.map((line) => line.length));
  const edge = '─'.repeat(width + 4);
  return [`╭${edge}╮`, ...lines.map((line) => `│  ${line.padEnd(width)}  │`), `╰${edge}╯`];
}

/** Said at every start of a real clinic until somebody has shown a copy. */
const warning = (keyFile, uncopied) => [
  `NO COPY OF THE KEY FILE IS KNOWN: ${keyFile} (${uncopied.join(', ')})`,
  'Whoever loses it loses every address, contact and note of this clinic for ever. A backup does not hold it.',
  'Copy it to another place, apart from the backups, then show that the copy is one: npm run new-key -- --confirm-copy COPY',
];

/**
 * @param clinic what running.json holds, and `dataDir`, `databaseFolder` if that is outside of it, `log` if the servers write to files,
 *   `keyFile`, and `uncopied`: its keys of which a real clinic has shown no copy
 */
export function finalScreen({ address, mode, signIns, links, dataDir, databaseFolder, log, keyFile, uncopied, readyInSeconds }) {
  const people = signIns.map(({ role, name, email, password }) => [role, name, email, password]);
  const lines = [
    `Hearth is ready at ${address}`,
    ...(people.length ? ['', ...table(['Sign in as', 'Name', 'E-mail', 'Password'], people), '', CODES] : []),
  ];
  const [top, title, ...rest] = boxed(lines);
  const below = [
    ...links.map(({ name, path }) => ['Link', `${name}: ${address}${path}`]), // outside of the box: they are long, and copied
    ...(mode === 'demo' ? [['Messages', `${address}/messages (e-mails and texts are captured, none is sent)`]] : []),
    ['Data', databaseFolder ? `${dataDir} (database: ${databaseFolder})` : dataDir],
    ['Key', `${keyFile} (opens addresses, contacts and notes; if it is lost, so are they)`],
    ...(log ? [['Log', log]] : []),
    ['Stop', 'Ctrl-C'],
    ...(mode === 'demo' ? [['Start over', 'npm start -- --fresh']] : []),
  ];
  return [
    '',
    green(top),
    green(title.replace(address, bold(address))),
    ...rest.map((line) => line.replace(/^[│╰]|[│╯]$/g, green)),
    ...below.map(([what, text]) => `${bold(what.padEnd(12))}${text}`),
    faint(`Ready in ${readyInSeconds} s.`),
    ...(uncopied.length ? ['', ...warning(keyFile, uncopied).map(red)] : []),
    '',
  ].join('\n');
}
