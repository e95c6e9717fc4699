// node tools/check-ownership.mjs: exit 1 if a lib, or an app, touches a table that is not its own (tests may).
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { foreignTouches, ownersOf } from './ownership.mjs';

process.chdir(resolve(import.meta.dirname, '..'));
const SCHEMA = 'prisma/schema';
const schemas = readdirSync(SCHEMA)
  .filter((name) => name.endsWith('.prisma'))
  .map((name) => ({ owner: name.slice(0, -'.prisma'.length), text: readFileSync(join(SCHEMA, name), 'utf8') }));
const owners = ownersOf(schemas);

/** `file table`: where one statement must write the rows of two libs, and a call would make it two. */
const AGREED = new Set([
  'libs/sessions/sweep.ts outbox_event', // what a due deadline appends, tells and sets next is one autocommit statement
  'libs/alerts/watch-cover-sweep.ts outbox_event', // whom the end of a cover calls back is told in the same autocommit statement
  'libs/alerts/gap-sweep.ts person', // who may be on call decides whether a duty counts, in the same autocommit statement
  'libs/sessions/sweep.ts audit_event', // and what it appends is audited in it
]);

const isCode = (path) => /\.tsx?$/.test(path) && !/spec\.tsx?$/.test(path) && !path.includes('generated');
const files = ['apps', 'libs'].flatMap((top) =>
  readdirSync(top, { recursive: true })
    .filter(isCode)
    .map((path) => ({ path: join(top, path), lib: top === 'libs' ? path.split(/[\\/]/)[0] : undefined })),
);
const findings = files.flatMap(({ path, lib }) =>
  foreignTouches(readFileSync(path, 'utf8'), lib, owners)
    .filter(({ name }) => !AGREED.has(`${path} ${name}`))
    .map(({ line, name, owner }) => `${path}:${line}: ${name} belongs to libs/${owner}; call its service`),
);
for (const finding of findings) console.error(finding);
console.log(`${files.length} files, ${owners.tables.size} tables, ${findings.length} touched by others`);
process.exitCode = findings.length ? 1 : 0;
