import { lazy, type ReactNode, Suspense } from 'react';

import type { Me } from '#contracts';
import styles from './layout.module.css';
import { Loading } from './states.js';

type LayoutProps = Readonly<{ me: Me | null; isBare: boolean; path: string; children: ReactNode }>;

/** What pages have around them that are not bare. Whoever is in a session, or beside somebody who is, never loads it. */
export const loadFrame = () => import('./framed.js');
const Framed = lazy(loadFrame);

export function Layout({ me, isBare, path, children }: LayoutProps) {
  if (isBare) return <main className={styles['bare']}>{children}</main>;
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <Framed {...{ me, path, children }} />
    </Suspense>
  );
}
