import { type ComponentType, lazy } from 'react';

import type { Role } from '#contracts';
import type { OwnPageProps, PageProps } from './audience.js';
import { match } from './router.js';

export type Route = {
  path: string;
  roles: 'everyone' | readonly Role[];
  Page: ComponentType<PageProps>;
};

export const STAFF: readonly Role[] = ['therapist', 'prescriber', 'physician'];

export const page = (load: () => Promise<{ default: ComponentType<OwnPageProps> }>) =>
  lazy(load) as unknown as ComponentType<PageProps>;

/** What whoever is in a session loads, or comes by a link: it does not know of any other page. */
export const BARE: readonly Route[] = [
  { path: '/sign-in', roles: 'everyone', Page: lazy(() => import('./sign-in.page.js')) },
  { path: '/forgotten', roles: 'everyone', Page: lazy(() => import('../account/forgotten.page.js')) },
  { path: '/reset', roles: 'everyone', Page: lazy(() => import('../account/reset.page.js')) },
  { path: '/verify', roles: 'everyone', Page: lazy(() => import('../account/verify.page.js')) },
  { path: '/welcome', roles: 'everyone', Page: lazy(() => import('../account/welcome.page.js')) },
  { path: '/setup', roles: 'everyone', Page: lazy(() => import('../account/setup.page.js')) },
  { path: '/session/:id', roles: ['patient'], Page: page(() => import('../patient/session.page.js')) },
  { path: '/appointment', roles: 'everyone', Page: lazy(() => import('../patient/appointment.page.js')) },
  { path: '/chaperone', roles: 'everyone', Page: lazy(() => import('../chaperone/link.page.js')) },
  { path: '/chaperone/duty', roles: ['chaperone'], Page: page(() => import('../companions/duty.page.js')) },
  { path: '/chaperone/session', roles: ['chaperone'], Page: page(() => import('../chaperone/session.page.js')) },
  {
    path: '/call/:id',
    roles: [...STAFF, 'patient', 'chaperone'],

    Page: page(() => import('../call-room/call.page.js')),
  },
];

export type Found = { route: Route; params: Readonly<Record<string, string>> };

export function routeOf(routes: readonly Route[], path: string): Found | null {
  for (const route of routes) {
    const params = match(route.path, path);
    if (params) return { route, params };
  }
  return null;
}
