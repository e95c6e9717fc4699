import { queryOptions, useQuery } from '@tanstack/react-query';

import { listWork, type WorkItem } from '#contracts';
import type { Level } from '#session-engine';
import { call } from '../call.js';
import care from '../care/care.module.css';
import { LevelBadge } from '../session/level-badge.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { workWords } from './words.js';

const workQuery = queryOptions({ queryKey: ['work'], queryFn: () => call(listWork), refetchInterval: 30_000 });

/** Everything that waits for a clinician, the most dangerous first: what it is, and what to do. */
export default function WorkPage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(workQuery);
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the work list" />;
  return (
    <div className={care['page']}>
      <div>
        <PageTitle>Work</PageTitle>
        <p className="quiet">What waits for you, the most dangerous first.</p>
      </div>
      {data.items.length === 0 && (
        <Empty title="Nothing waits for you">Alerts, releases, screenings and unsigned notes stand here.</Empty>
      )}
      {data.items.length > 0 && (
        <ol className="card" aria-label="What waits for you">
          {data.items.map((item) => (
            <One
              key={`${item.kind} ${item.subjectId} ${item.code}`}
              item={item}
              now={Date.parse(data.serverTime)}
              zone={me.zone}
            />
          ))}
        </ol>
      )}
    </div>
  );
}

function One({ item, now, zone }: { item: WorkItem; now: number; zone: string }) {
  const { what, todo, href } = workWords(item);
  return (
    <li className={care['member']}>
      <div>
        {item.level > 0 && <LevelBadge level={item.level as Level} isSmall />} <strong>{item.patientName ?? 'The clinic'}</strong>
        <p>{what}</p>
        <p className="quiet small">
          {dayFromNow(item.at, now, zone)}, {timeOfDay(item.at, zone)}
          {item.isTaken && ' · a colleague has taken it on'}
        </p>
      </div>
      <Link href={href}>
        {todo}
        <span className="unseen"> {item.patientName}</span>
      </Link>
    </li>
  );
}
