import type { Endpoint } from '#contracts';

export const ENDPOINT = 'hearth:endpoint';

/** The endpoint that a controller's method serves, if it serves one. */
export const endpointOf = (handler: object): Endpoint | undefined =>
  Reflect.getMetadata(ENDPOINT, handler) as Endpoint | undefined;
