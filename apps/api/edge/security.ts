import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet, { type HelmetOptions } from 'helmet';
import type { Config } from '#platform';
import { ownOrigins } from './origin.js';

declare module 'fastify' {
  interface FastifyReply {
    /** Lets this answer bring styles of its own: a nonce, which its content policy names. */
    styleNonce(): string;
  }
}

const NOTHING = ["'none'"];
const SELF = ["'self'"];
const YEAR_SEC = 31_536_000;
const FEATURES = 'camera=(self), microphone=(self), fullscreen=(self), screen-wake-lock=(self)';
const NO_FEATURES = ['geolocation', 'payment', 'usb', 'serial', 'midi', 'display-capture'];

/** Only what comes from here runs. */
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

function optionsOf(config: Config): HelmetOptions {
  const isHttps = config.publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: contentPolicy(config),
    strictTransportSecurity: isHttps ? { maxAge: YEAR_SEC } : false,
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  };
}

/** What helmet would set on an answer. Asked once, for it is the same on all of them, and working it out takes a tenth of a short read. */
function headersOf(options: HelmetOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  const noting = {
    setHeader: (name: string, value: string) => {
      headers[name] = value;
    },
    removeHeader: () => {},
  };
  helmet(options)({} as IncomingMessage, noting as unknown as ServerResponse, (error) => {
    if (error instanceof Error) throw error;
  });
  return headers;
}

/** The headers that every answer carries. */
export function secureHeaders(app: NestFastifyApplication, config: Config): void {
  const permissions = [FEATURES, ...NO_FEATURES.map((name) => `${name}=()`)].join(', ');
  const headers: Record<string, string> = { ...headersOf(optionsOf(config)), 'Permissions-Policy': permissions };
  const policy = headers['Content-Security-Policy']!;
  const server = app.getHttpAdapter().getInstance();
  server.decorateReply('styleNonce', function () {
    const nonce = randomBytes(16).toString('base64');
    this.header('Content-Security-Policy', policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`));
    return nonce;
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    if (request.url.startsWith('/v1')) reply.header('Cache-Control', 'no-store');
    done();
  });
}
