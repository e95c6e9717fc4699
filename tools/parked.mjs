// npm run parked: the outbox rows that were given up or held back by a restore, and so were not sent; ids only, newest first.
import pg from 'pg';
import { databaseMeant } from './backup/place.mjs';
import { onlyRead } from './server-login.mjs';

const PARKED = `
  SELECT id, name, due_at AS due, parked_at AS parked, last_error_code AS reason, payload
  FROM outbox_event WHERE parked_at IS NOT NULL ORDER BY parked_at DESC, due_at LIMIT 500`;

const meant = databaseMeant();
if (meant) {
  const client = new pg.Client({ connectionString: meant.url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await onlyRead(client);
  const { rows } = await client.query(PARKED);
  await client.end();
  for (const { id, name, due, parked, reason, payload } of rows)
    console.log(`${parked.toISOString()}  ${reason}  ${name}  due ${due.toISOString()}  ${id}  ${JSON.stringify(payload)}`);
  console.log(`${rows.length} parked`);
} else {
  console.error('No clinic runs here. Start it (npm start), or name its database: DATABASE_URL=… npm run parked');
  process.exitCode = 1;
}
