import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const NOT_PAGES = /^\/(v1|socket\.io|openapi\.json|docs|healthz|readyz)(\/|$)/;
const HASHED = /^\/assets\//;

const filesIn = (root: string): Set<string> =>
  new Set(
    readdirSync(root, { recursive: true })
      .map((name) => `/${String(name).split(sep).join('/')}`)
      .filter((path) => !path.startsWith('/.')),
  );

/** The page with the nonce of its response, so that Mantine may add its styles under our content policy. */
const withNonce = (page: string, nonce: string): string =>
  page.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);

/**
 * Serves the built web app: its files, and `index.html` for every address that is a page of it.
 *
 * @param root the folder of the build; without a build in it, nothing is served
 */
export async function serveWeb(app: NestFastifyApplication, root = resolve('dist/apps/web')): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) return;
  const [files, page] = [filesIn(root), readFileSync(join(root, 'index.html'), 'utf8')];
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', (request, reply) => {
      const [path = '/'] = request.url.split('?', 1);
      if (path !== '/index.html' && files.has(path) && /\.[^/]+$/.test(path)) {
        reply.header('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
        return reply.sendFile(path);
      }
      if (NOT_PAGES.test(path) || /\.[^/]+$/.test(path.replace('/index.html', ''))) return reply.callNotFound();
      return reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store').send(withNonce(page, reply.styleNonce()));
    });
}
