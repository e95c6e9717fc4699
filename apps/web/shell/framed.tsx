import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react';

import { type Me, type Role, signOut } from '#contracts';
import { call } from '../call.js';
import { forgetDrafts } from '../conversation/draft.js';
import { closeSocket } from '../socket.js';
import { Icon } from './icons.js';
import styles from './layout.module.css';
import { useMarks } from './marks.js';
import { type Place, type PlaceGroup, placesOf } from './places.js';
import { clockQuery, meQuery, oversightQuery } from './queries.js';
import { Link, navigate } from './router.js';
import { SchemeToggle } from './scheme-toggle.js';

/** Among these a privacy officer may be, who reads the audit beside their role. */
const MAYBE_OVERSEERS: ReadonlySet<Role | undefined> = new Set<Role>(['therapist', 'prescriber', 'physician', 'admin']);
/** Only staff have it: no phone at home loads it. */
const GlassBanner = lazy(() => import('../care/glass-banner.js'));
const STAFF: ReadonlySet<Role> = new Set<Role>(['therapist', 'prescriber', 'physician', 'admin', 'auditor']);
type FramedProps = Readonly<{ me: Me | null; path: string; children: ReactNode }>;

/** A page with what stands around every page: where one is, where one can go, who one is. */
export default function Framed({ me, path, children }: FramedProps) {
  const groups = usePlaces(me);
  const isAtTheSide = groups.length > 1;
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
        {isAtTheSide ? <span className={styles['gap']} /> : <Places places={groups[0]?.places ?? []} me={me} path={path} />}
        <SchemeToggle />
        {me && <SignOut me={me} />}
      </header>
      {me && STAFF.has(me.role) && (
        <Suspense>
          <GlassBanner me={me} />
        </Suspense>
      )}
      <div className={isAtTheSide ? styles['sided'] : styles['plain']}>
        {isAtTheSide && <Side groups={groups} me={me} path={path} />}
        <main id="content" tabIndex={-1} className={me?.role === 'patient' ? styles['narrow'] : styles['wide']}>
          {children}
        </main>
      </div>
    </>
  );
}

function usePlaces(me: Me | null): readonly PlaceGroup[] {
  const isDemo = useQuery(clockQuery).data?.isMovable ?? false;
  const isOverseer = useQuery({ ...oversightQuery, enabled: MAYBE_OVERSEERS.has(me?.role) }).data ?? false;
  return placesOf(me?.role ?? null, { isOverseer, isDemo });
}

type PlacesProps = { places: readonly Place[]; me: Me | null; path: string };
const isHere = (href: string, path: string) => path === href || path.startsWith(`${href}/`);

/** So much of the page before it stays in sight, so that one sees that there is one; px. */
const PEEK = 40;

/** On a small screen they are a swipe long: the page where one is stands in sight. */
function Places({ places, me, path }: PlacesProps) {
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one has gone somewhere, though the path is not read
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (here) nav.current!.scrollLeft = here.offsetLeft - PEEK;
  }, [path]);
  return (
    <nav ref={nav} className={styles['places']} aria-label="Pages">
      <Links {...{ places, me, path }} />
    </nav>
  );
}

function Links({ places, me, path }: PlacesProps) {
  const marks = useMarks(me);
  return places.map(([href, words]) => (
    <Link key={href} href={href} aria-current={isHere(href, path) ? 'page' : undefined}>
      {words}
      {marks[href] ? (
        <span className={styles['mark']}>
          <span className="unseen"> waiting: </span>
          {Math.min(marks[href], 99)}
        </span>
      ) : null}
    </Link>
  ));
}

/** More pages than a line holds: a list beside the page, and on a small screen behind a button that says where one is. */
function Side({ groups, me, path }: { groups: readonly PlaceGroup[]; me: Me | null; path: string }) {
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const isOpen = openedAt === path; // going somewhere closes it
  const here = groups.flatMap(({ places }) => places).find(([href]) => isHere(href, path));
  const id = useId();
  return (
    <nav className={styles['side']} aria-label="Pages">
      <button
        type="button"
        className={styles['menu']}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpenedAt(isOpen ? null : path)}
      >
        Menu{here && <span className="quiet">: {here[1]}</span>}
      </button>
      <div id={id} className={styles['groups']} data-open={isOpen}>
        {groups.map(({ words, places }) => (
          <div key={words ?? ''} className={styles['group']}>
            {words && <p>{words}</p>}
            <Links {...{ places, me, path }} />
          </div>
        ))}
      </div>
    </nav>
  );
}

function SignOut({ me }: { me: Me }) {
  const queries = useQueryClient();
  const leave = async () => {
    await call(signOut).catch(() => undefined);
    await closeSocket();
    queries.clear();
    for (const shelf of [localStorage, sessionStorage]) forgetDrafts(shelf);
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
