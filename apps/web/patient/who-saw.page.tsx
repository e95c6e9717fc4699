import { useInfiniteQuery } from '@tanstack/react-query';

import { listRecordViews, type RecordView } from '#contracts';
import { call } from '../call.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { actWords, PURPOSES, ROLES } from '../shell/audit-words.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { byDay, dayFromNow, timeOfDay } from '../time.js';
import styles from './who-saw.module.css';

const useViews = () =>
  useInfiniteQuery({
    queryKey: ['record-views'],
    queryFn: ({ pageParam }) => call(listRecordViews, { query: pageParam ? { before: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

/** Who saw or changed the patient's record: names, in plain words, day by day. */
export default function WhoSawPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage } = useViews();
  const views = data?.pages.flatMap((page) => page.views) ?? [];
  const days = byDay(
    views.map((view) => ({ ...view, startsAt: view.lastAt })),
    me.zone,
  );
  return (
    <div className="stack">
      <PageTitle>Who saw my record</PageTitle>
      <p className="quiet">
        Everyone who opened or changed something about you is listed here. If you do not know why somebody is on this list, ask
        the clinic: they have to tell you.
      </p>
      <Failed error={error} />
      {!data && !error && <Loading what="the list" />}
      {data && views.length === 0 && <Empty title="Nobody has seen your record yet" />}
      {[...days].map(([day, ofDay]) => (
        <section key={day} className="card" aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className={styles['day']}>
            {dayFromNow(ofDay[0]!.lastAt, now, me.zone)}
          </h2>
          <ul>
            {ofDay.map((view) => (
              <View
                key={[view.displayName, view.action, view.purpose, view.who, view.lastAt].join()}
                view={view}
                zone={me.zone}
              />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </div>
  );
}

function View({ view, zone }: { view: RecordView; zone: string }) {
  const { firstAt, lastAt, count } = view;
  const times =
    count === 1 ? timeOfDay(lastAt, zone) : `${timeOfDay(firstAt, zone)} – ${timeOfDay(lastAt, zone)}, ${count} times`;
  return (
    <li className={styles['view']} data-glass={view.isBreakGlass || undefined}>
      <div>
        <Sentence view={view} />
        {view.isBreakGlass && <p className={styles['glass']}>In an emergency, without being part of your care team.</p>}
      </div>
      <time className="quiet small" dateTime={lastAt}>
        {times}
      </time>
    </li>
  );
}

function Sentence({ view: { who, displayName, role, profession, action, purpose } }: { view: RecordView }) {
  if (who === 'you') return <p>You used your record.</p>;
  if (who === 'link') return <p>The page of an appointment was opened by the link that we sent you.</p>;
  if (who === 'system') return <p>The program kept your sessions going: reminders, alarms, phases.</p>;
  return (
    <p>
      <strong>{displayName ?? 'Somebody'}</strong>{' '}
      <span className="quiet">
        (
        {[ROLES[role] ?? role, profession, purpose !== 'care' && purpose !== role && PURPOSES[purpose]]
          .filter(Boolean)
          .join(', ')}
        )
      </span>{' '}
      {actWords(action)}.
    </p>
  );
}
