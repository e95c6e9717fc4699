import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Me } from '#contracts';
import { useIdleLock } from '../account/idle.js';
import { tidyDrafts } from '../conversation/draft.js';
import { forgetOthers, keptWho } from '../session/kept-session.js';
import styles from './app.module.css';
import { loadFrame } from './layout.js';
import { meQuery } from './queries.js';
import { Routed } from './routed.js';
import { usePath } from './router.js';
import { BARE, routeOf } from './routes.js';
import { Loading, Unreachable } from './states.js';

/** Everything between the address and the page. */
export function App() {
  const path = usePath();
  const me = useQuery(meQuery);
  const kept = useKeptWho(path, me);
  useTidyDrafts(me.data);
  const isBare = routeOf(BARE, path) !== null;
  useEffect(() => {
    if (!isBare) void Promise.all([loadFrame(), loadPages()]).catch(() => undefined); // while it is asked who is there; what fails is asked for again
  }, [isBare]);
  if (kept) return <Lockable me={kept} path={path} />;
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

const ASK_AGAIN_MS = 5_000;

/** Without any line, whoever is in a session goes on with what their phone has kept; the clinic is asked again until it answers. */
function useKeptWho(path: string, { isError, data, refetch }: Pick<UseQueryResult<Me | null>, 'isError' | 'data' | 'refetch'>) {
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (isError) setFailed(true); // while it is asked again it is no error, and the page must stay
  }, [isError]);
  const kept = (isError || hasFailed) && data === undefined ? keptWho(path) : null;
  const isKept = kept !== null;
  useEffect(() => {
    if (!isKept) return;
    const timer = setInterval(() => void refetch(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isKept, refetch]);
  useEffect(() => {
    if (data !== undefined) forgetOthers(data);
  }, [data]);
  return kept;
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

const loadPages = () => import('./framed-pages.js');
const FramedPages = lazy(loadPages);

function Opened({ me, path }: { me: Me | null; path: string }) {
  const found = routeOf(BARE, path);
  if (found) return <Routed isBare {...{ found, me, path }} />;
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <FramedPages {...{ me, path }} />
    </Suspense>
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
