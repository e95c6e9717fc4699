// What the facts mean: green, amber (it works, but look) or red (mend it), and how to mend it in one sentence. Pure: reading is elsewhere.

/** Makes findings of one level. */
export const finding = (level) => (name, says, mend) => ({ name, level, says, ...(mend && { mend }) });
const [green, amber, red] = [finding('green'), finding('amber'), finding('red')];
const HOUR_SEC = 3_600;
const GB = 1024 ** 3;

/** How many seconds, in the largest unit that says it well. */
export function inWords(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 2 * HOUR_SEC) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * HOUR_SEC ? `${Math.round(seconds / HOUR_SEC)} h` : `${Math.round(seconds / HOUR_SEC / 24)} days`;
}

export const judgeSettings = (problems) =>
  problems.length
    ? problems.map(({ setting, message }) =>
        red('settings', `${setting}: ${message}`, `Change ${setting} and start the servers again.`),
      )
    : [green('settings', 'All settings can be used.')];

function judgeLogin(isSuperuser, isOwner) {
  if (isSuperuser)
    return [
      red(
        'database',
        'The servers sign in as a superuser, and will not start.',
        'Give DATABASE_URL a login that is none: docs/operations.md.',
      ),
    ];
  if (!isOwner) return [];
  return [
    amber(
      'database',
      'The servers sign in as the owner of the tables, whom privileges do not bind.',
      'Give DATABASE_URL a login of its own and the owner’s address to DATABASE_MIGRATE_URL: docs/operations.md.',
    ),
  ];
}

/** @param facts `{ version, major, unsafe, isSuperuser, isOwner }` or `{ error }` */
export function judgeDatabase({ error, version, major, unsafe, isSuperuser, isOwner }, isProduction) {
  if (error) return [red('database', error, 'Start the database, or correct DATABASE_URL.')];
  const lossy = (isProduction ? red : amber)(
    'database',
    `It can lose what it has confirmed: ${unsafe.join(', ')} is off.`,
    `Turn on ${unsafe.join(', ')} in postgresql.conf and restart PostgreSQL.`,
  );
  return [
    ...(unsafe.length ? [lossy] : []),
    ...(isProduction ? judgeLogin(isSuperuser, isOwner) : []),
    major === 18
      ? green('database', `PostgreSQL ${version} answers.`)
      : amber('database', `PostgreSQL ${version} answers; Hearth is tested with 18.`, 'Use PostgreSQL 18.'),
  ];
}

/** @param facts names of migrations: `missing` in the database, `unknown` to the program, `failed` half-way */
export function judgeMigrations({ missing, unknown, failed }) {
  if (failed.length)
    return [
      red('migrations', `Failed: ${failed.join(', ')}.`, 'Mend what it names, mark it as rolled back, and run npm run migrate.'),
    ];
  if (unknown.length)
    return [red('migrations', `The database is newer than this program: ${unknown.join(', ')}.`, 'Start the newer Hearth.')];
  if (missing.length) return [red('migrations', `${missing.length} not applied.`, 'Take a backup, then npm run migrate.')];
  return [green('migrations', 'All are applied.')];
}

/** @param facts seconds; `sweepAgeSec` null when nobody has ever swept */
export function judgeSweeper({ sweepAgeSec, overdueSec }) {
  if (sweepAgeSec === null || sweepAgeSec > 5) {
    const since = sweepAgeSec === null ? 'Nobody sweeps' : `Nobody has swept for ${inWords(sweepAgeSec)}`;
    return [
      red(
        'sweeper',
        `${since}: a missed check would alarm nobody.`,
        'Start the servers, or look in their log for "sweep failed".',
      ),
    ];
  }
  if (overdueSec > 5)
    return [red('sweeper', `A deadline is ${inWords(overdueSec)} overdue.`, 'Look in the servers’ log for "sweep failed".')];
  return [green('sweeper', `The last sweep was ${inWords(sweepAgeSec)} ago; nothing is overdue.`)];
}

/** @param facts `lanes` of the outbox with how long the oldest row is due, in s; `parked` rows */
export function judgeQueue({ lanes, parked }) {
  const oldestSec = Math.max(0, ...lanes.map((lane) => lane.oldestSec));
  const waiting = lanes.reduce((sum, { due }) => sum + due, 0);
  const mend = 'See that a worker runs and its queue store answers; its log says "relay failed" or "queue store lost".';
  const lag = () => {
    if (oldestSec > 300) return red('queue', `${waiting} rows wait, the oldest for ${inWords(oldestSec)}.`, mend);
    if (oldestSec > 60) return amber('queue', `${waiting} rows wait, the oldest for ${inWords(oldestSec)}.`, mend);
    return green('queue', waiting ? `${waiting} rows are being worked on.` : 'Nothing waits.');
  };
  const held = amber(
    'queue',
    `${parked} rows were given up or held back by a restore.`,
    'Read npm run parked and do by hand what still matters.',
  );
  return [lag(), ...(parked ? [held] : [])];
}

/** @param facts last place that is `sealed` and `signed`, null before the first; `waitingSec`: the oldest row without a seal, null when none */
export function judgeAudit({ sealed, signed, waitingSec }) {
  if (sealed !== signed)
    return [
      red('audit', 'The last rows are not signed: the record was changed.', 'Run npm run audit:verify, and keep what it says.'),
    ];
  if (waitingSec !== null && waitingSec > 30)
    return [
      red('audit', `A row has waited ${inWords(waitingSec)} for its seal.`, 'Look in the servers’ log for "sealing failed".'),
    ];
  return [green('audit', `${sealed ?? 0} rows are sealed. npm run audit:verify reads them all.`)];
}

/** @param facts `skewMs`: this machine ahead of the database; `offsetMs`: the clinic's clock ahead of real time, null if it has none */
export function judgeClock({ skewMs, offsetMs }, isProduction) {
  if (isProduction && offsetMs !== null)
    return [
      red('clock', 'This database carries the movable clock of a demo or a test.', 'Give production a database of its own.'),
    ];
  const skew = Math.abs(skewMs) / 1000;
  const told = `This machine and the database differ by ${skew.toFixed(1)} s`;
  const demo = offsetMs ? `; the demo clock is ${inWords(Math.abs(offsetMs) / 1000)} ${offsetMs > 0 ? 'ahead' : 'behind'}` : '';
  const mend = 'Let both machines follow a time server (chrony, systemd-timesyncd).';
  if (skew > 30) return [red('clock', `${told}.`, mend)];
  return [skew > 2 ? amber('clock', `${told}${demo}.`, mend) : green('clock', `${told}${demo}.`)];
}

/** @param facts `isSet`, `error` of the connection, `sentTo` an address that was tried, `sendError` */
export function judgeMail({ isSet, error, sentTo, sendError }, isProduction) {
  const mend = 'Correct SMTP_URL (smtps://user:password@host:465), or ask the mail provider.';
  if (!isSet && !isProduction) return [green('mail', 'Captured, as in every demo; read it at /messages.')];
  if (!isSet) return [red('mail', 'SMTP_URL is not set: nobody can be reached who does not look at a screen.', 'Set SMTP_URL.')];
  if (error) return [red('mail', `The mail server cannot be used: ${error}.`, mend)];
  if (sendError) return [red('mail', `A test message was not taken: ${sendError}.`, mend)];
  if (sentTo) return [green('mail', 'A test message was taken by the mail server; see that it arrives.')];
  return [green('mail', 'The mail server answers and lets us in. Send a test message with --send-to ADDRESS.')];
}

/** @param facts `isSet`, `error` of a question to the provider */
export function judgeTexts({ isSet, error }, isProduction) {
  if (!isSet && !isProduction) return [green('texts', 'Captured, as in every demo; read them at /messages.')];
  if (!isSet)
    return [
      amber(
        'texts',
        'There is no provider of texts: people are called by e-mail and notifications only.',
        'Set SMS_URL, SMS_ACCOUNT, SMS_TOKEN and SMS_FROM, or see that those on call are woken by their e-mail.',
      ),
    ];
  if (error)
    return [red('texts', `The provider of texts cannot be used: ${error}.`, 'Correct SMS_URL, SMS_ACCOUNT and SMS_TOKEN.')];
  return [green('texts', 'The provider of texts answers and knows the account.')];
}

/** Browsers take notifications only from a page by https. */
export const judgePush = (publicUrl) =>
  /^https:|^http:\/\/(localhost|127\.0\.0\.1)[:/]?/.test(publicUrl)
    ? [green('push', 'Browsers can show notifications.')]
    : [amber('push', 'Browsers show no notifications: PUBLIC_URL is not https.', 'Serve the clinic by https.')];

/** @param relays each with its trouble; null when none is set */
export function judgeVideo(relays, isProduction) {
  if (!relays) {
    const says = isProduction
      ? 'No relay is set, so there are no video calls.'
      : 'No relay is set: calls work on one network only.';
    return [amber('video', says, 'Set TURN_URLS and TURN_SECRET (docs/operations.md), or hold conversations by telephone.')];
  }
  const broken = relays.filter(({ trouble }) => trouble);
  if (!broken.length) return [green('video', 'Every relay of video calls lets Hearth’s passwords through.')];
  const says = broken.map(({ url, trouble }) => `${url}: ${trouble}`).join('; ');
  const level = broken.length < relays.length ? amber : red;
  return [
    level(
      'video',
      `A relay of video calls cannot be used: ${says}.`,
      'Compare TURN_URLS and TURN_SECRET with the relay’s own settings, and open its ports.',
    ),
  ];
}

export function judgeAddress(publicUrl) {
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'https:' || isLocal) return [green('address', `${publicUrl} is a secure context for browsers.`)];
  return [
    red(
      'address',
      `${publicUrl} is no secure context: browsers refuse camera, wake lock and offline pages.`,
      'Put TLS in front and set PUBLIC_URL to the https address.',
    ),
  ];
}

/** @param zones where Node and PostgreSQL disagree within the next year */
export const judgeZones = (zones) =>
  zones.length
    ? [
        amber(
          'time zones',
          `Node and PostgreSQL disagree about ${zones.join(', ')} within the next year; PostgreSQL’s tables are used.`,
          'Update the older one, usually Node.',
        ),
      ]
    : [green('time zones', 'Node and PostgreSQL agree for the next year.')];

/** @param disks `{ path, freeBytes, totalBytes }` */
export const judgeDisks = (disks) =>
  disks.map(({ path, freeBytes, totalBytes }) => {
    const says = `${(freeBytes / GB).toFixed(1)} GB of ${(totalBytes / GB).toFixed(0)} GB are free at ${path}.`;
    const mend = 'Make room: a full disk stops the database.';
    if (freeBytes < 0.5 * GB) return red('disk', says, mend);
    return freeBytes < 2 * GB || freeBytes < 0.05 * totalBytes ? amber('disk', says, mend) : green('disk', says);
  });

/** @param ageSec of the newest backup; null if there is none */
export function judgeBackup(ageSec, folder, isProduction) {
  const mend = `Run npm run backup every day (cron, a timer) and copy ${folder} to another place.`;
  const says = ageSec === null ? `There is none in ${folder}.` : `The newest in ${folder} is ${inWords(ageSec)} old.`;
  if (!isProduction) return [green('backup', ageSec === null ? 'None; a demo needs none.' : says)];
  if (ageSec === null || ageSec > 7 * 24 * HOUR_SEC) return [red('backup', says, mend)];
  return [ageSec > 26 * HOUR_SEC ? amber('backup', says, mend) : green('backup', says)];
}

/** @param facts `{ path, mode }`; `mode` null if there is no such file */
export function judgeKey({ path, mode }, isProduction) {
  if (mode === null) {
    if (!isProduction) return [green('key', 'None yet; a demo makes its own.')];
    return [
      red(
        'key',
        `There is no key file at ${path}.`,
        'Make one (npm run new-key -- FILE) or put the kept copy back, and name it in HEARTH_KEY_FILE.',
      ),
    ];
  }
  if (mode & 0o077) return [(isProduction ? red : amber)('key', `Others than its owner can read ${path}.`, `chmod 600 ${path}`)];
  return [green('key', 'The key file is there, and for its owner only. Keep a copy apart from the backups.')];
}

function judgeCopy(bare, isProduction) {
  if (!bare.length) return green('key copy', 'A copy of the key file was shown; see now and then that it is still where it was.');
  if (!isProduction) return green('key copy', 'A demo’s key needs none; lost, its addresses and contacts are lost.');
  return red(
    'key copy',
    `Nobody has shown that there is a copy of the key ${bare.join(', ')}. Lost, it takes every address, contact and note with it.`,
    'Keep a copy of the key file apart from the backups, then: npm run new-key -- --confirm-copy COPY',
  );
}

/**
 * @param facts `names` of the key file, newest first; `uncopied`: those that nobody has shown a copy of; `values`: how many each holds
 */
export function judgeKeyUse({ names, uncopied, values }, isProduction) {
  const [newest] = names;
  const bare = names.filter((name) => uncopied.includes(name));
  const older = [...values].filter(([name, count]) => name !== newest && count);
  const missing = older.filter(([name]) => !names.includes(name));
  const held = (keys) => keys.map(([name, count]) => `${name}: ${count}`).join(', ');
  const copy = judgeCopy(bare, isProduction);
  if (missing.length)
    return [
      copy,
      red('key age', `Values are sealed under keys that are not in the key file: ${held(missing)}.`, 'Put the kept copy back.'),
    ];
  if (older.length) return [copy, amber('key age', `Values still under an older key: ${held(older)}.`, 'npm run rotate-keys')];
  return [copy, green('key age', 'All that is sealed is under the newest key.')];
}

/** @param facts null without REDIS_URL; else `{ policy }` or `{ error }` */
export function judgeRedis(facts) {
  if (!facts) return [];
  if (facts.error)
    return [
      red('redis', `Redis cannot be used: ${facts.error}. Pages go on; reminders wait.`, 'Start it, or correct REDIS_URL.'),
    ];
  if (facts.policy === 'noeviction') return [green('redis', 'Redis answers and evicts nothing.')];
  if (!facts.policy)
    return [amber('redis', 'Redis does not tell its eviction policy.', 'See that maxmemory-policy is noeviction.')];
  return [
    amber(
      'redis',
      `Redis throws jobs away when it is full (${facts.policy}); they come late then.`,
      'Set maxmemory-policy noeviction.',
    ),
  ];
}

/** The address is not asked: a ping of the doctor would tell the monitor that the clinic lives. */
export function judgeDeadMan(isSet, isProduction) {
  if (isSet) return [green('dead man', 'HEARTH_DEADMAN_URL is set; see at the monitor that pings come.')];
  if (!isProduction) return [];
  return [
    amber(
      'dead man',
      'Nobody outside would notice if this machine died.',
      'Set HEARTH_DEADMAN_URL to a monitor that calls somebody: docs/operations.md.',
    ),
  ];
}

/** @param facts `{ place, papers, missing }` or `{ place, error }`; null without a database */
export function judgeStore(facts) {
  if (!facts) return [];
  const { place, papers, missing, error } = facts;
  if (error)
    return [red('papers', `Papers cannot be kept in ${place}: ${error}.`, 'Let the servers write there, or correct S3_*.')];
  if (missing)
    return [
      red(
        'papers',
        `Of ${papers} papers ${missing} are not in ${place}.`,
        'Put them back from a backup: docs/operations.md, “Papers”.',
      ),
    ];
  return [green('papers', `${papers} papers are in ${place}.`)];
}

/** @param facts null without a scanner; else `{}` or `{ error }` */
export function judgeScanner(facts, isProduction) {
  if (facts?.error)
    return [
      red(
        'scanner',
        `The virus scanner does not answer: ${facts.error}. No paper can be opened.`,
        'Start clamd, or correct CLAMD_URL or DOCUMENT_SCAN_COMMAND.',
      ),
    ];
  if (facts) return [green('scanner', 'The virus scanner answers.')];
  if (!isProduction) return [green('scanner', 'None; papers say that they are not scanned.')];
  return [
    amber(
      'scanner',
      'Papers are not scanned for viruses, and say so.',
      'Set CLAMD_URL or DOCUMENT_SCAN_COMMAND: docs/operations.md.',
    ),
  ];
}
