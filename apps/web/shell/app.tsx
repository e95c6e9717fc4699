import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { homeOf } from './audience.js';
import { ClockBar } from './clock-bar.js';
import { Layout } from './layout.js';
import { meQuery } from './queries.js';
import { Redirect, usePath } from './router.js';
import { routeOf } from './routes.js';
import { Loading, Unreachable } from './states.js';

/** Who may see which page: strangers go to the sign-in, the signed-in to a page of their own role. */
export function App() {
  const path = usePath();
  const me = useQuery(meQuery);
  if (me.isPending) return <Loading what="Hearth" />;
  if (me.isError) return <Unreachable error={me.error} onRetry={() => void me.refetch()} />;

  const found = routeOf(path);
  const isOpenToAll = found?.route.roles === 'everyone';
  if (!me.data && !isOpenToAll) return <Redirect to="/sign-in" />;
  if (!found) return <Redirect to={homeOf(me.data)} />;
  const { route, params } = found;
  if (route.roles !== 'everyone' && !route.roles.includes(me.data!.role)) return <Redirect to={homeOf(me.data)} />;
  const { Page } = route;
  return (
    <>
      <ClockBar />
      <Layout me={me.data} isBare={route.isBare ?? false} path={path}>
        <Suspense fallback={<Loading what="the page" />}>
          <Page me={me.data} params={params} />
        </Suspense>
      </Layout>
    </>
  );
}
