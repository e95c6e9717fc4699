import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Me } from '#contracts';
import { useIdleLock } from '../account/idle.js';
import { tidyDrafts } from '../conversation/draft.js';
import styles from './app.module.css';
import { homeOf } from './audience.js';
import { ClockBar } from './clock-bar.js';
import { Layout, loadFrame } from './layout.js';
import { meQuery } from './queries.js';
import { Redirect, usePath } from './router.js';
import { routeOf } from './routes.js';
import { Loading, Unreachable } from './states.js';
import { keepWanted } from './wanted.js';

/** Who may see which page: strangers go to the sign-in, the signed-in to a page of their own role. */
export function App() {
  const path = usePath();
  const me = useQuery(meQuery);
  useTidyDrafts(me.data);
  const isBare = routeOf(path)?.route.isBare ?? false;
  useEffect(() => {
    if (!isBare) void loadFrame().catch(() => undefined); // while it is asked who is there; what fails is asked for again
  }, [isBare]);
  if (me.isPending) {
    return (
      <main>
        <Loading what="Hearth" />
      </main>
    );
  }
  if (me.isError) return <NoLine path={path} error={me.error} onRetry={() => void me.refetch()} />;

  return <Lockable me={me.data} path={path} />;
}

const TIDIED_EVERY_MS = 3_600_000;

/** Whoever comes in finds nothing that another has begun to write. Not before it is known who is there. */
function useTidyDrafts(me: Me | null | undefined) {
  const who = me === undefined ? undefined : (me?.personId ?? null);
  useEffect(() => {
    if (who === undefined) return undefined;
    tidyDrafts(who);
    const timer = setInterval(() => tidyDrafts(who), TIDIED_EVERY_MS);
    return () => clearInterval(timer);
  }, [who]);
}

const Locked = lazy(() => import('../account/locked.js'));

/** The page, and before it the lock. What is behind the lock lives on unseen, if it was there before: an alarm must go on. */
function Lockable({ me, path }: { me: Me | null; path: string }) {
  const [isLocked, unlock] = useIdleLock(me);
  const [wasOpen, setWasOpen] = useState(false);
  useEffect(() => setWasOpen((was) => (me ? was || !isLocked : false)), [me, isLocked]);
  const isHidden = me !== null && isLocked;
  return (
    <>
      <div className={isHidden ? styles['behind'] : styles['open']} inert={isHidden}>
        {(!isHidden || wasOpen) && <Opened me={me} path={path} />}
      </div>
      {isHidden && (
        <Suspense fallback={null}>
          <Locked me={me} onUnlocked={unlock} />
        </Suspense>
      )}
    </>
  );
}

function Opened({ me, path }: { me: Me | null; path: string }) {
  const found = routeOf(path);
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
      <Layout me={me} isBare={route.isBare ?? false} path={path}>
        <Suspense fallback={<Loading what="the page" />}>
          <Page me={me} params={params} />
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
