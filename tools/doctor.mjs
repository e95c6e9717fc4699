// npm run doctor [-- --json] [-- --send-to ADDRESS]: is everything as a clinic needs it, and what to mend. Exit code 1 if anything is red.
// Run it with the settings of the servers.
import { keyFileOf, keyNamesIn } from './backup/keys.mjs';
import { backupDir, databaseMeant, dataDirOf } from './backup/place.mjs';
import { explain } from './database.mjs';
import { databaseFacts } from './doctor/database.mjs';
import * as judge from './doctor/judge.mjs';
import { judgeLeaked, judgeTls } from './doctor/judge-front.mjs';
import { scannerFacts, storeFacts } from './doctor/papers.mjs';
import { relayFacts } from './doctor/relay.mjs';
import { backupAgeSec, diskFacts, keyFacts, mailFacts, redisFacts, textFacts } from './doctor/surroundings.mjs';
import { tlsFacts } from './doctor/tls.mjs';
import { paint } from './progress.mjs';
import { findRunning } from './running.mjs';
import { serverProblems } from './settings.mjs';

const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
const NO_DATABASE = 'No clinic runs here, and DATABASE_URL is not set.';

async function examineDatabase(url, keyFile, isProduction) {
  if (!url) return judge.judgeDatabase({ error: NO_DATABASE }, isProduction);
  const facts = await databaseFacts(url).catch((error) => ({ error: explain(error, url).message }));
  if (facts.error) return judge.judgeDatabase(facts, isProduction);
  const isServers = url === env.DATABASE_URL; // a running clinic of one's own tells its owner's address, which its servers do not have
  const server = { ...facts.server, isOwner: isServers && facts.server.isOwner };
  const found = [...judge.judgeDatabase(server, isProduction), ...judge.judgeMigrations(facts.migrations)];
  if (!facts.work) return found;
  return [
    ...found,
    ...judge.judgeSweeper(facts.work),
    ...judge.judgeQueue({ ...facts.work, lanes: facts.lanes }),
    ...judge.judgeAudit(facts.audit),
    ...judge.judgeClock({ ...facts.work, skewMs: facts.skewMs }, isProduction),
    ...judge.judgeZones(facts.zones),
    ...judge.judgeKeyUse({ ...facts.keys, names: keyNamesIn(keyFile) ?? [] }, isProduction),
  ];
}

async function examineSurroundings({ dataDir, publicUrl }, sendTo, isProduction) {
  const from = `no-reply@${new URL(publicUrl).hostname}`;
  const asked = [
    mailFacts(env.SMTP_URL, from, sendTo),
    redisFacts(env.REDIS_URL),
    textFacts(env),
    tlsFacts(publicUrl),
    relayFacts(env),
  ];
  const [mail, redis, texts, tls, relays] = await Promise.all(asked);
  const backups = backupDir(dataDir);
  return [
    ...judge.judgeMail(mail, isProduction),
    ...judge.judgeTexts(texts, isProduction),
    ...judge.judgePush(publicUrl),
    ...judge.judgeVideo(relays, isProduction),
    ...judge.judgeAddress(publicUrl),
    ...judgeTls(tls, Date.now()),
    ...judgeLeaked(Boolean(env.LEAKED_PASSWORDS), isProduction),
    ...judge.judgeRedis(redis),
    ...judge.judgeKey(keyFacts(keyFileOf(dataDir)), isProduction),
    ...judge.judgeBackup(backupAgeSec(backups, Date.now()), backups, isProduction),
    ...judge.judgeDisks(diskFacts([dataDir, backups])),
    ...judge.judgeDeadMan(Boolean(env.HEARTH_DEADMAN_URL), isProduction),
  ];
}

async function examinePapers(url, dataDir, isProduction) {
  const [store, scanner] = await Promise.all([storeFacts(url, dataDir), scannerFacts(env)]);
  return [...judge.judgeStore(store), ...judge.judgeScanner(scanner, isProduction)];
}

async function examine(sendTo) {
  const running = findRunning();
  const isProduction = (env.HEARTH_MODE ?? running?.mode) === 'production';
  const settings = judge.judgeSettings(await serverProblems({ ...(running && { HEARTH_MODE: running.mode }), ...env }));
  if (settings.some(({ level }) => level === 'red')) return settings; // the rest would be judged by settings that nobody meant
  const publicUrl = env.PUBLIC_URL ?? running?.address ?? `http://localhost:${env.PORT ?? 3000}`;
  const meant = databaseMeant();
  const dataDir = meant?.dataDir ?? dataDirOf();
  return [
    ...settings,
    ...(await examineDatabase(env.DATABASE_URL ?? meant?.url, keyFileOf(dataDir), isProduction)),
    ...(await examineSurroundings({ dataDir, publicUrl }, sendTo, isProduction)),
    ...(await examinePapers(env.DATABASE_URL ?? meant?.url, dataDir, isProduction)),
  ];
}

const COLOURS = { green: 32, amber: 33, red: 31 };
const lineOf = ({ name, level, says, mend }) =>
  [`${paint(COLOURS[level], level.padEnd(6))} ${name.padEnd(11)} ${says}`, ...(mend ? [`${' '.repeat(19)}→ ${mend}`] : [])].join(
    '\n',
  );

const args = process.argv.slice(2);
const sendTo = args.includes('--send-to') ? args[args.indexOf('--send-to') + 1] : undefined;
const findings = await examine(sendTo);
console.log(args.includes('--json') ? JSON.stringify(findings, null, 2) : findings.map(lineOf).join('\n'));
process.exit(findings.some(({ level }) => level === 'red') ? 1 : 0);
