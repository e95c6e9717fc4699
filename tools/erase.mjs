// npm run erase -- --patient ID --reason patient-request|retention-over|court-order|entered-by-mistake
// npm run erase -- --hold ID        keeps a patient from being erased; --lift-hold ID
// Cannot be undone. Servers go on meanwhile.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { backupDir } from './backup/place.mjs';
import { keepTombstones, tombstonesIn } from './backup/tombstones.mjs';
import { clinicMeant, runTool, withClient } from './keys/run.mjs';
import { Refused } from './refused.mjs';
import { ROOT } from './steps.mjs';

const USAGE = 'Say whom and why: npm run erase -- --patient ID --reason ';
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** The old rows themselves, which PostgreSQL keeps on disk until then. */
const VACUUM = 'VACUUM data_key, person, emergency_card, captured_message, password_credential';

/** The servers' own service, with its audit, in a process of its own. */
async function withService({ url, dataDir, keyFile }, asked, work) {
  const built = (path) => import(pathToFileURL(join(ROOT, 'dist/libs', path)).href);
  if (!existsSync(join(ROOT, 'dist/libs/record/index.js')))
    throw new Refused('There is no build of this version: npm run build.');
  Object.assign(process.env, { DATABASE_URL: url, HEARTH_DATA_DIR: dataDir, HEARTH_KEY_FILE: keyFile });
  await import('reflect-metadata');
  const [{ NestFactory }, { PlatformModule }, record] = await Promise.all([
    import('@nestjs/core'),
    built('platform/index.js'),
    built('record/index.js'),
  ]);
  if (asked.patient && !record.ERASURE_REASONS.includes(asked.reason))
    throw new Refused(USAGE + record.ERASURE_REASONS.join('|'));
  const module = { module: class Erasing {}, imports: [PlatformModule, record.RecordModule] };
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await work(app.get(record.ErasureService), asked);
  } catch (error) {
    throw error.kind === 'refused' || error.kind === 'not-found' ? new Refused(error.title) : error;
  } finally {
    await app.close();
  }
}

function parse(args) {
  const given = (flag) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const [patient, hold, lift] = [given('--patient'), given('--hold'), given('--lift-hold')];
  return { patient, hold, lift, reason: given('--reason'), id: patient ?? hold ?? lift };
}

/** @returns what was done, in a sentence */
async function carryOut(service, { patient, hold, reason, id }) {
  if (hold) return service.hold(null, id).then(() => `${id} is on hold and cannot be erased.`);
  if (!patient) return service.liftHold(null, id).then(() => `${id} is no longer on hold.`);
  const erased = await service.erase(null, id, reason);
  return `Erased: ${erased.join(', ')}. What is sealed about them cannot be read again.`;
}

async function afterErasing({ url, dataDir }) {
  const path = tombstonesIn(backupDir(dataDir));
  await withClient(url, async (client) => {
    await keepTombstones(client, path);
    await client
      .query(VACUUM)
      .catch((error) => console.log(`Old rows are still on disk until PostgreSQL cleans up (${error.code}).`));
  });
  console.log(`Backups from before now still hold them. Keep ${path} with the backups: npm run restore erases them again.`);
  console.log('They are gone for good when those backups and WAL archives are, or the key before the last rotation is.');
}

await runTool(async (args) => {
  const asked = parse(args);
  if (!UUID.test(asked.id ?? '')) throw new Refused(`${USAGE}patient-request`);
  const clinic = clinicMeant();
  console.log(await withService(clinic, asked, carryOut));
  if (asked.patient) await afterErasing(clinic);
});
