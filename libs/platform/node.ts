import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** The name of this server process among all that share the database. */
export const NODE = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
