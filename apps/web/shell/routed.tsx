import { Suspense, useEffect } from 'react';

import type { Me } from '#contracts';
import { homeOf } from './audience.js';
import { ClockBar } from './clock-bar.js';
import { Layout } from './layout.js';
import { Redirect } from './router.js';
import type { Found } from './routes.js';
import { Loading } from './states.js';
import { keepWanted } from './wanted.js';

type RoutedProps = Readonly<{ found: Found | null; me: Me | null; path: string; isBare: boolean }>;

/** A page for whoever may see it: strangers go to the sign-in, the signed-in to a page of their own role. */
export function Routed({ found, me, path, isBare }: RoutedProps) {
  const isOpenToAll = found?.route.roles === 'everyone';
  const needsSignIn = !isOpenToAll && (!me || me.assurance === 'pending');
  useEffect(() => {
    if (needsSignIn) keepWanted(path);
  }, [needsSignIn, path]);
  if (needsSignIn) return <Redirect to="/sign-in" />;
  const isElsewhere =
    me?.assurance === 'capability' && !path.includes('session') && !path.startsWith('/call/') && path !== '/sign-in';
  if (!found || isElsewhere) return <Redirect to={homeOf(me)} />;
  const { route, params } = found;
  if (route.roles !== 'everyone' && !route.roles.includes(me!.role)) return <Redirect to={homeOf(me)} />;
  const { Page } = route;
  return (
    <>
      <ClockBar isNight={path.startsWith('/session/')} />
      <Layout {...{ me, isBare, path }}>
        <Suspense fallback={<Loading what="the page" />}>
          <Page me={me} params={params} />
        </Suspense>
      </Layout>
    </>
  );
}
