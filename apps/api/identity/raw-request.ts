import type { IncomingMessage } from 'node:http';

/** What a request is, whatever the framework around it. */
export type RawRequest = { raw: IncomingMessage };
