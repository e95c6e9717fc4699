export * from './config.js';
export { Database, type Db, type Tx } from './database.js';
export * from './problems.js';
export type { Reader, Sql } from './sql.js';
export * from './sql-state.js';
