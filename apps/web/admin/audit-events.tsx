import { useInfiniteQuery } from '@tanstack/react-query';

import { type AuditEvent, type AuditPerson, listAuditEvents } from '#contracts';
import { call } from '../call.js';
import { actWords, PURPOSES, ROLES } from '../shell/audit-words.js';
import { Button } from '../shell/button.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { isoDay, timeOfDay } from '../time.js';
import styles from './audit.module.css';
import type { Filter } from './audit-filter.js';
import type { Span } from './audit-queries.js';

type Follow = { onPatient: (who: AuditPerson) => void; onPerson: (who: AuditPerson) => void };
type Props = Follow & { filter: Filter; span: Span; zone: string };

const useEvents = ({ patient, person, action }: Filter, span: Span) => {
  const query = {
    ...span,
    limit: 50,
    ...(patient && { patientId: patient.id }),
    ...(person && { personId: person.id }),
    ...(action && { action }),
  };
  return useInfiniteQuery({
    queryKey: ['audit-events', query],
    queryFn: ({ pageParam }) => call(listAuditEvents, { query: { ...query, ...(pageParam && { before: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 60_000,
  });
};

export function Events({ filter, span, zone, ...follow }: Props) {
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage } = useEvents(filter, span);
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <section className="stack" aria-label="Acts">
      <Failed error={error} />
      {!data && !error && <Loading what="the audit" />}
      {data && events.length === 0 && <Empty title="Nothing fits">Choose a longer time, or leave a filter out.</Empty>}
      <ul className={`card ${styles['list']}`}>
        {events.map((event) => (
          <Event key={event.id} event={event} zone={zone} {...follow} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </section>
  );
}

function Event({ event, zone, onPatient, onPerson }: Follow & { event: AuditEvent; zone: string }) {
  const { at, actor, actorRole, action, subject, purpose, reason, address, position } = event;
  const facts = [
    PURPOSES[purpose],
    reason,
    address && `from ${address}`,
    position === null ? 'not sealed yet' : `row ${position}`,
  ];
  return (
    <li>
      <time dateTime={at}>
        {isoDay(at, zone)} {timeOfDay(at, zone)}
      </time>
      <div>
        <p>
          {actor ? <Name who={actor} onChoose={onPerson} /> : <strong>{ROLES[actorRole] ?? actorRole}</strong>} {actWords(action)}
          {subject && subject.id !== actor?.id && (
            <>
              {' '}
              of <Name who={subject} onChoose={subject.role === 'patient' ? onPatient : onPerson} />
            </>
          )}
        </p>
        <p className="quiet small">{[ROLES[actorRole], ...facts].filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  );
}

/** A name that narrows the list to its person. */
export function Name({ who, onChoose }: { who: AuditPerson; onChoose: (who: AuditPerson) => void }) {
  return (
    <button type="button" className={styles['name']} onClick={() => onChoose(who)}>
      {who.displayName}
    </button>
  );
}
