import type { Me } from '#contracts';
import { FRAMED } from './framed-routes.js';
import { Routed } from './routed.js';
import { routeOf } from './routes.js';

/** Whatever is not a page of a session. */
export default function FramedPages({ me, path }: { me: Me | null; path: string }) {
  return <Routed found={routeOf(FRAMED, path)} isBare={false} {...{ me, path }} />;
}
