import { useQuery } from '@tanstack/react-query';

import type { CallView } from '#contracts';
import { isProblem } from '../call.js';
import { clinicQuery, NumberList, numbersOf } from '../patient/numbers.js';
import { PageTitle } from '../shell/page-title.js';
import { Loading, Unreachable } from '../shell/states.js';
import { After } from './after.js';
import { Before } from './before.js';
import styles from './call.module.css';
import { Elsewhere } from './elsewhere.js';
import { InCall } from './in-call.js';
import { callQuery } from './queries.js';
import { useArrivals } from './use-arrivals.js';
import { useLine } from './use-line.js';
import { WaitElsewhere } from './wait-elsewhere.js';
import { Waiting } from './waiting.js';

/** A call, wherever it stands: before it, in it and after it. */
export function CallStage({ appointmentId }: { appointmentId: string }) {
  const { data, error, refetch } = useQuery(callQuery(appointmentId));
  if (isProblem(error, 'calls.not-found', 'request.invalid')) return <NoCall />;
  if (data) return <Stage key={appointmentId} view={data} />;
  return error ? <Unreachable error={error} onRetry={() => void refetch()} /> : <Loading what="the call" />;
}

function NoCall() {
  const { data } = useQuery(clinicQuery);
  return (
    <section className="card stack">
      <PageTitle title="No call">There is no call here for you</PageTitle>
      <p>
        The appointment may have been cancelled, may not be held by video, or may be somebody else’s. Your own appointments are on
        your page. If you expected a call now, telephone us.
      </p>
      {data && <NumberList numbers={numbersOf(data)} className={styles['numbers']} />}
    </section>
  );
}

/** Where its person is in the call; what they see follows from that, and from nothing that only this screen knows. */
function Stage({ view }: { view: CallView }) {
  const isIn = view.hasEntered && view.state !== 'ended' && view.door === 'open';
  const [line, heard] = useLine(view, isIn);
  useArrivals(view);
  if (view.next === 'wait-elsewhere' || view.next === 'they-are-ready') return <WaitElsewhere view={view} />;
  if (!isIn) return view.door === 'early' || view.next === 'come-in' ? <Before view={view} /> : <After view={view} />;
  if (heard.state === 'elsewhere') return <Elsewhere view={view} onHere={() => line?.takeOver()} />;
  if (view.isAdmitted && line) return <InCall view={view} line={line} heard={heard} />;
  return <Waiting view={view} hasLine={heard.state !== 'no-line'} />;
}
