import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
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
  if (me.isPending) {
    return (
      <main>
        <Loading what="Hearth" />
      </main>
    );
  }
  if (me.isError) return <NoLine path={path} error={me.error} onRetry={() => void me.refetch()} />;

  const found = routeOf(path);
  const isOpenToAll = found?.route.roles === 'everyone';
  if (!me.data && !isOpenToAll) return <Redirect to="/sign-in" />;
  if (!found) return <Redirect to={homeOf(me.data)} />;
  const { route, params } = found;
  if (route.roles !== 'everyone' && !route.roles.includes(me.data!.role)) return <Redirect to={homeOf(me.data)} />;
  const { Page } = route;
  return (
    <>
      <ClockBar isNight={path.startsWith('/session/')} />
      <Layout me={me.data} isBare={route.isBare ?? false} path={path}>
        <Suspense fallback={<Loading what="the page" />}>
          <Page me={me.data} params={params} />
        </Suspense>
      </Layout>
    </>
  );
}

const ChaperoneNoLine = lazy(() => import('../chaperone/no-line.js'));

/** The clinic cannot be reached at all; a chaperone's phone still has what matters most. */
function NoLine({ path, error, onRetry }: { path: string; error: unknown; onRetry: () => void }) {
  const plain = <Unreachable error={error} onRetry={onRetry} />;
  const isChaperone = path.startsWith('/chaperone');
  return (
    <main>
      {isChaperone ? (
        <Suspense fallback={plain}>
          <ChaperoneNoLine error={error} onRetry={onRetry} />
        </Suspense>
      ) : (
        plain
      )}
    </main>
  );
}
