import type { ReactNode } from 'react';

import { Icon } from '../shell/icons.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { SchemeToggle } from '../shell/scheme-toggle.js';
import styles from './account.module.css';

/** A page for people who are not in yet: one card, one thing to do. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <Kit>
      <div className={styles['door']}>
        <div className={styles['corner']}>
          <SchemeToggle />
        </div>
        <div className={styles['middle']}>
          <Icon name="flame" size={40} className={styles['mark']} />
          <PageTitle>{title}</PageTitle>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        <div className={`card stack ${styles['card']}`}>{children}</div>
      </div>
    </Kit>
  );
}
