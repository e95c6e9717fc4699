import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '#platform';
import { ownOrigins } from './origin.js';

const NOTHING = ["'none'"];
const SELF = ["'self'"];
const YEAR_SEC = 31_536_000;
const FEATURES = 'camera=(self), microphone=(self), fullscreen=(self), screen-wake-lock=(self)';
const NO_FEATURES = ['geolocation', 'payment', 'usb', 'serial', 'midi', 'display-capture'];

/** Only what comes from here runs; the two nonces of a response are added to `script-src` and `style-src`. */
function contentPolicy(config: Config) {
  const named = [...ownOrigins(config)].filter((origin) => !origin.includes('[')); // the policy's grammar knows no IPv6 address
  const sockets = named.map((origin) => origin.replace(/^http/, 'ws'));
  return {
    useDefaults: false, // they hold upgrade-insecure-requests, by which a clinic on plain http would load nothing
    directives: {
      defaultSrc: NOTHING,
      scriptSrc: SELF,
      styleSrc: SELF,
      connectSrc: [...SELF, ...sockets],
      imgSrc: [...SELF, 'data:', 'blob:'], // a photograph of a record is shown from memory
      fontSrc: SELF,
      mediaSrc: [...SELF, 'blob:'],
      manifestSrc: SELF,
      workerSrc: SELF,
      frameAncestors: NOTHING,
      baseUri: NOTHING,
      objectSrc: NOTHING,
      formAction: SELF,
    },
  };
}

/** The headers that every answer carries. */
export async function secureHeaders(app: NestFastifyApplication, config: Config): Promise<void> {
  const isHttps = config.publicUrl.startsWith('https:');
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: contentPolicy(config),
    strictTransportSecurity: isHttps ? { maxAge: YEAR_SEC } : false,
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  const permissions = [FEATURES, ...NO_FEATURES.map((name) => `${name}=()`)].join(', ');
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', async (request, reply) => {
    reply.header('Permissions-Policy', permissions);
    if (request.url.startsWith('/v1')) reply.header('Cache-Control', 'no-store');
  });
}
