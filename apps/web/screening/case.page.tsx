import { useQuery } from '@tanstack/react-query';

import type { ScreeningCase } from '#contracts';
import { isProblem } from '../call.js';
import care from '../care/care.module.css';
import { PlaceCard } from '../clinician/place-card.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { Clearances } from './clearances.js';
import { DecisionCard } from './decision-card.js';
import { HandOffCard } from './hand-off-card.js';
import { IdentityCard } from './identity-card.js';
import { Offered } from './offered.js';
import { screeningQuery } from './queries.js';
import { Steps } from './steps.js';
import { TakeCase } from './take-case.js';
import { STATES, STEPS, whoIs } from './words.js';

/** One screening: whose it is, what it waits for, what is missing, and what was decided. A person decides. */
export default function ScreeningPage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  const now = useNow(30_000);
  const { data, error, refetch } = useQuery(screeningQuery(patientId));
  if (isProblem(error, 'screening.no-case', 'care.not-found')) return <Nothing />;
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the screening" />;
  const offered = data.handOffs.find(({ state, to }) => state === 'offered' && to.personId === me.personId);
  return (
    <Kit>
      <div className="stack">
        <Head found={data} now={now} zone={me.zone} />
        {offered && <Offered patientId={patientId} patientName={data.patientName} handOff={offered} now={now} zone={me.zone} />}
        {!data.isOwn && <TakeCase me={me} found={data} />}
        {data.isOwn && <Steps me={me} found={data} />}
        <HandOffCard me={me} found={data} now={now} />
        <IdentityCard found={data} zone={me.zone} now={now} />
        <PlaceCard patientId={patientId} zone={me.zone} />
        <Clearances found={data} me={me} now={now} />
        <DecisionCard found={data} zone={me.zone} now={now} />
      </div>
    </Kit>
  );
}

const Nothing = () => (
  <div className="stack">
    <PageTitle>Screening</PageTitle>
    <Empty title="There is no screening here that you can see">
      <Link href="/screenings">Your work list</Link>
    </Empty>
  </div>
);

function Head({ found, now, zone }: { found: ScreeningCase; now: number; zone: string }) {
  const { patientId, patientName, state, next, owner, isOwn, call } = found;
  return (
    <header className="stack">
      <div>
        <PageTitle title="Screening">{patientName}</PageTitle>
        <div className="row">
          <Link href="/screenings">All screenings</Link>
          <Link href={`/assessments/${patientId}`}>Answers and findings</Link>
        </div>
      </div>
      <p>
        <span className={care['tag']}>{STATES[state]}</span> {next !== 'nothing' && STEPS[next]}
      </p>
      <p>
        {isOwn ? 'You look after this screening.' : `${whoIs(owner)} looks after this screening.`}
        {call && ` The call: ${dayFromNow(call.startsAt, now, zone)}, ${timeOfDay(call.startsAt, zone)}.`}{' '}
        {call && <Link href={`/call/${call.appointmentId}`}>Go to the call</Link>}
      </p>
    </header>
  );
}
