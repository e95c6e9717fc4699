import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';

import { type GateOverride, listOverrides } from '#contracts';
import { call } from '../call.js';
import care from '../care/care.module.css';
import { findingWords, GATE_ITEMS } from '../session/gate-words.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';

const overridesQuery = infiniteQueryOptions({
  queryKey: ['gate-overrides'],
  queryFn: ({ pageParam }) => call(listOverrides, { query: pageParam ? { before: pageParam } : {} }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

/** What was signed over gates, the last first; the medical director sees all of it. */
export default function OverridesPage({ me }: OwnPageProps) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(overridesQuery);
  const overrides = data?.pages.flatMap((page) => page.overrides) ?? [];
  return (
    <div className={care['page']}>
      <div>
        <PageTitle>Signed over gates</PageTitle>
        <p className="quiet">
          What held a gate, and what a prescriber has decided in the session. The medical director is told of it each Monday.
        </p>
      </div>
      <Failed error={error} />
      {!data && !error && <Loading what="the list" />}
      {data && overrides.length === 0 && <Empty title="Nothing was signed over a gate" />}
      {overrides.length > 0 && (
        <ol className="card" aria-label="Signed over gates">
          {overrides.map((override) => (
            <One key={override.overrideId} override={override} zone={me.zone} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier ones
        </Button>
      )}
    </div>
  );
}

function One({ override, zone }: { override: GateOverride; zone: string }) {
  const { item, heldFor, evidence, signedAt, signedByName, patientName, reason, sessionId } = override;
  const at = Date.parse(signedAt);
  return (
    <li className={care['member']}>
      <div>
        <strong>
          {patientName}: {GATE_ITEMS[item]}
        </strong>
        <p>{findingWords({ item, isMet: false, reason: heldFor, evidence }, at, zone)}</p>
        <p>{reason ?? 'The reason was erased with the patient’s record.'}</p>
        <p className="quiet small">
          {signedByName}, {dayOf(at, zone)}, {timeOfDay(at, zone)}
        </p>
      </div>
      <Link href={`/board/${sessionId}`}>
        Session<span className="unseen"> of {patientName}</span>
      </Link>
    </li>
  );
}
