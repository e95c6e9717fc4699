import { useState } from 'react';

import type { AuditPerson } from '#contracts';
import { serverTime } from '../server-time.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { DAY_MS } from '../time.js';
import styles from './audit.module.css';
import { Anomalies } from './audit-anomalies.js';
import { Events } from './audit-events.js';
import { type Filter, FilterForm } from './audit-filter.js';
import { Touched } from './audit-touched.js';

const VIEWS = { events: 'All acts', touched: 'Whose records somebody reached', anomalies: 'Reads to ask about' } as const;
type View = keyof typeof VIEWS;

/** The last days up to this moment; fixed when chosen, so that a page does not ask again with each tick. */
const lastDays = (days: number) => {
  const now = serverTime.now();
  return { from: new Date(now - days * DAY_MS).toISOString(), to: new Date(now + 60_000).toISOString() };
};

/** Who did and saw what: for auditors and the privacy officer. Looking here is itself recorded. */
export default function AuditPage({ me }: OwnPageProps) {
  const [view, setView] = useState<View>('events');
  const [filter, setFilter] = useState<Filter>({ patient: null, person: null, action: '', days: 7 });
  const [span, setSpan] = useState(() => lastDays(7));
  const choose = (next: Filter) => {
    if (next.days !== filter.days) setSpan(lastDays(next.days));
    setFilter(next);
  };
  const follow = (part: 'patient' | 'person') => (who: AuditPerson) => {
    setView('events');
    choose({ ...filter, [part]: who });
  };
  return (
    <Kit>
      <div className={styles['page']}>
        <PageTitle>Audit</PageTitle>
        <p className="quiet">Every read and write of health data. What you look at here is recorded too, under your name.</p>
        <nav className="row" aria-label="What to show">
          {(Object.keys(VIEWS) as View[]).map((each) => (
            <Button
              key={each}
              variant={each === view ? 'filled' : 'default'}
              aria-pressed={each === view}
              onClick={() => setView(each)}
            >
              {VIEWS[each]}
            </Button>
          ))}
        </nav>
        <FilterForm filter={filter} parts={PARTS[view]} onChange={choose} />
        {view === 'events' && (
          <Events filter={filter} span={span} zone={me.zone} onPatient={follow('patient')} onPerson={follow('person')} />
        )}
        {view === 'touched' && <Touched person={filter.person} span={span} zone={me.zone} onPatient={follow('patient')} />}
        {view === 'anomalies' && (
          <Anomalies span={span} zone={me.zone} onPatient={follow('patient')} onPerson={follow('person')} />
        )}
      </div>
    </Kit>
  );
}

const PARTS: Readonly<Record<View, readonly (keyof Filter)[]>> = {
  events: ['patient', 'person', 'action', 'days'],
  touched: ['person', 'days'],
  anomalies: ['days'],
};
