import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';

import { type Me, type Role, signOut } from '#contracts';
import { call } from '../call.js';
import { closeSocket } from '../socket.js';
import { Icon } from './icons.js';
import styles from './layout.module.css';
import { useMarks } from './marks.js';
import { clockQuery, meQuery, oversightQuery } from './queries.js';
import { Link, navigate } from './router.js';
import { SchemeToggle } from './scheme-toggle.js';

type Place = readonly [href: string, words: string];
const BOARD: readonly Place[] = [
  ['/board', 'Board'],
  ['/visits', 'Visits'],
  ['/assessments', 'Assessments'],
  ['/hours', 'Hours'],
  ['/rota', 'Rota'],
];
const PRESCRIBING: readonly Place[] = [...BOARD, ['/team', 'Team']];
const AUDIT: Place = ['/audit', 'Audit'];
/** Among these a privacy officer may be, who reads the audit beside their role. */
const MAYBE_OVERSEERS: ReadonlySet<Role | undefined> = new Set<Role>(['therapist', 'prescriber', 'physician', 'admin']);
/** Only staff have it: no phone at home loads it. */
const GlassBanner = lazy(() => import('../care/glass-banner.js'));
const STAFF: ReadonlySet<Role> = new Set<Role>(['therapist', 'prescriber', 'physician', 'admin', 'auditor']);
const PLACES: Readonly<Partial<Record<Role, readonly Place[]>>> = {
  patient: [
    ['/home', 'Home'],
    ['/book', 'Book'],
    ['/intake', 'Questions'],
    ['/inbox', 'Inbox'],
    ['/who-saw', 'Who saw'],
    ['/sharing', 'Sharing'],
  ],
  therapist: BOARD,
  prescriber: PRESCRIBING,
  physician: PRESCRIBING,
  admin: [
    ['/schedule', 'Schedule'],
    ['/visits', 'Visits'],
    ['/delivery', 'Delivery'],
    ['/rota', 'Rota'],
    ['/people', 'People'],
    ['/invitations', 'Invitations'],
    ['/team', 'Team'],
    ['/settings', 'Settings'],
  ],
  auditor: [AUDIT],
};

export function Layout({ me, isBare, path, children }: { me: Me | null; isBare: boolean; path: string; children: ReactNode }) {
  if (isBare) return <main className={styles['bare']}>{children}</main>;
  return (
    <>
      <a className={styles['skip']} href="#content">
        Skip to content
      </a>
      <header className={styles['header']}>
        <Link href="/" className={styles['brand']} aria-label="Hearth, to the start">
          <Icon name="flame" size={26} />
          <span>Hearth</span>
        </Link>
        <Places me={me} path={path} />
        <SchemeToggle />
        {me && <SignOut me={me} />}
      </header>
      {me && STAFF.has(me.role) && (
        <Suspense>
          <GlassBanner me={me} />
        </Suspense>
      )}
      <main id="content" tabIndex={-1} className={me?.role === 'patient' ? styles['narrow'] : styles['wide']}>
        {children}
      </main>
    </>
  );
}

function Places({ me, path }: { me: Me | null; path: string }) {
  const isDemo = useQuery(clockQuery).data?.isMovable ?? false;
  const isOverseer = useQuery({ ...oversightQuery, enabled: MAYBE_OVERSEERS.has(me?.role) }).data ?? false;
  const marks = useMarks(me);
  const ofRole: readonly Place[] = me ? (PLACES[me.role] ?? []) : [['/sign-in', 'Sign in']];
  const own = isOverseer ? [...ofRole, AUDIT] : ofRole;
  const places: readonly Place[] = isDemo ? [...own, ['/messages', 'Messages']] : own;
  return (
    <nav className={styles['places']} aria-label="Pages">
      {places.map(([href, words]) => (
        <Link key={href} href={href} aria-current={path.startsWith(href) ? 'page' : undefined}>
          {words}
          {marks[href] ? (
            <span className={styles['mark']}>
              <span className="unseen"> waiting: </span>
              {Math.min(marks[href], 99)}
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}

function SignOut({ me }: { me: Me }) {
  const queries = useQueryClient();
  const leave = async () => {
    await call(signOut).catch(() => undefined);
    await closeSocket();
    queries.clear();
    queries.setQueryData(meQuery.queryKey, null);
    navigate('/sign-in');
  };
  return (
    <div className={styles['who']}>
      <Link href="/account" className={styles['name']} aria-label={`Your account, ${me.displayName}`}>
        <Icon name="person" />
        <span>{me.displayName}</span>
      </Link>
      <button type="button" className={styles['quietButton']} onClick={() => void leave()}>
        Sign out
      </button>
    </div>
  );
}
