import { NativeSelect } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type AppointmentKind, listFreeStarts, type WorkingTimes } from '#contracts';
import { call } from '../call.js';
import { serverTime } from '../server-time.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { byDay, dayOf, isoDay, timeOfDay, zoneName } from '../time.js';
import styles from './hours.module.css';
import { KINDS, reasonWords, stretches } from './hours-draft.js';

export const freeStartsKey = (personId: string) => ['free-starts', personId];
const DAYS = 14;

const freeStartsQuery = (personId: string, zone: string, kind: AppointmentKind) =>
  queryOptions({
    queryKey: [...freeStartsKey(personId), kind, zone],
    queryFn: () =>
      call(listFreeStarts, { params: { personId }, query: { kind, days: DAYS, from: isoDay(serverTime.now(), zone) } }),
  });

/** Visits come most often. */
const firstOf = (offered: readonly AppointmentKind[]): AppointmentKind | undefined =>
  offered.find((kind) => kind === 'integration') ?? offered[0];

/** What can be booked in the two weeks to come, by the hours that are saved; others who must be there are not asked. */
export function FreePreview({ times, offered }: Props) {
  const [kind, setKind] = useState(() => firstOf(offered));
  return (
    <section className="card stack" aria-labelledby="free">
      <h2 id="free">Free in the next two weeks</h2>
      {kind ? (
        <Kind times={times} offered={offered} kind={kind} onChange={setKind} />
      ) : (
        <Notice>No kind of appointment is taken.</Notice>
      )}
    </section>
  );
}

type Props = { times: WorkingTimes; offered: readonly AppointmentKind[] };
type KindProps = Props & { kind: AppointmentKind; onChange: (kind: AppointmentKind) => void };

function Kind({ times, offered, kind, onChange }: KindProps) {
  const zone = times.zone ?? times.personZone;
  const { data, error } = useQuery(freeStartsQuery(times.personId, zone, kind));
  return (
    <>
      <NativeSelect
        label="For"
        data={offered.map((value) => ({ value, label: KINDS[value] }))}
        value={kind}
        onChange={({ currentTarget }) => onChange(currentTarget.value as AppointmentKind)}
      />
      <Failed error={error} />
      {!data && !error && <Loading what="the free times" />}
      {data?.reason && <Notice>{reasonWords(data.reason)}</Notice>}
      {data && data.starts.length > 0 && (
        <p className="quiet small">
          Starts, for {data.lengthMin} min each. {zoneName(data.starts[0]!, data.zone)}.
        </p>
      )}
      {data && <Days starts={data.starts} zone={data.zone} />}
    </>
  );
}

function Days({ starts, zone }: { starts: readonly string[]; zone: string }) {
  const days = byDay(
    starts.map((startsAt) => ({ startsAt })),
    zone,
  );
  return (
    <ul className={styles['free']}>
      {[...days].map(([day, ofDay]) => (
        <li key={day}>
          <h3>{dayOf(ofDay[0]!.startsAt, zone)}</h3>
          <p>
            {stretches(ofDay.map(({ startsAt }) => Date.parse(startsAt))).map(([first, last]) => (
              <span key={first}>
                {timeOfDay(first, zone)}
                {last > first && ` to ${timeOfDay(last, zone)}`}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
