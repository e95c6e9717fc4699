import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';

import { type CompanionDutyView, type CompanionView, readCompanionDuty, relieveCompanion } from '#contracts';
import { call } from '../call.js';
import styles from '../chaperone/session.module.css';
import { companionQuery } from '../session/companion-query.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Redirect } from '../shell/router.js';
import { Empty, Failed, Loading, Notice, Unreachable } from '../shell/states.js';
import { timeInBoth } from '../time.js';

/** Apart: whoever has done it once does not load it again. */
const GettingReady = lazy(() => import('../chaperone/getting-ready.js'));
/** Whoever stands in is asked within seconds, and sees within seconds that somebody else has come. */
const LOOK_MS = 5_000;

/** For a companion who is not on duty: who is, and whether somebody is wanted. */
export default function DutyPage({ me }: OwnPageProps) {
  const sessionId = me.sessionScope ?? '';
  const { data, error, refetch } = useQuery({
    queryKey: ['companion-duty', sessionId],
    queryFn: () => call(readCompanionDuty, { params: { sessionId } }),
    enabled: sessionId !== '',
    refetchInterval: LOOK_MS,
  });
  const { data: companion } = useQuery({ ...companionQuery(sessionId), enabled: sessionId !== '' });
  const takeOver = useMutation({
    mutationFn: () => call(relieveCompanion, { params: { sessionId }, body: { personId: me.personId } }),
    onSettled: () => refetch(),
  });
  if (!sessionId) return <Empty title="This page opens with your link">Please tap the link in the message of the clinic.</Empty>;
  if (data?.part === 'on-duty') return <Redirect to="/chaperone/session" />;
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your page" />;
  const isToPrepare = data.part === 'standing-in' && !data.isOver && !data.isWanted && companion !== undefined;
  return (
    <div className={styles['page']}>
      <div className={styles['content']}>
        <section className="stack">
          {isToPrepare && companion.lacks.length > 0 ? (
            <Readiness sessionId={sessionId} name={data.patientFirstName} companion={companion} />
          ) : (
            <>
              <PageTitle title="Who comes along">{titleOf(data)}</PageTitle>
              {data.isOver ? <p>The appointment is over. Thank you.</p> : <Standing duty={data} />}
            </>
          )}
          {!data.isOver && data.isWanted && (
            <Button size="xl" loading={takeOver.isPending} onClick={() => takeOver.mutate()}>
              I can come
            </Button>
          )}
          <Failed error={takeOver.error} />
          <p>
            The clinic: <a href={`tel:${data.clinicPhone.replace(/[^\d+]/g, '')}`}>{data.clinicPhone}</a>
          </p>
        </section>
      </div>
    </div>
  );
}

/** Whoever may be needed at a moment's notice gets ready before: what they agree to, and three minutes of training. */
function Readiness({ sessionId, name, companion }: { sessionId: string; name: string; companion: CompanionView }) {
  const people = { patient: name, nurse: 'the nurse', therapist: 'the therapist' };
  return (
    <Suspense fallback={<Loading what="what comes first" />}>
      <p>You stand in for {name}’s companion. So that you are ready if you are needed, this comes first.</p>
      <GettingReady {...{ sessionId, companion, people }} onPhoneLater={() => undefined} />
    </Suspense>
  );
}

function titleOf({ part, isWanted, patientFirstName }: CompanionDutyView): string {
  if (isWanted) return `Can you come to ${patientFirstName}?`;
  return part === 'relieved' ? 'Somebody else is there now' : `You stand in for ${patientFirstName}`;
}

function Standing({ duty }: { duty: CompanionDutyView }) {
  const { part, isWanted, onDuty, patientFirstName, startsAt, patientZone, clinicZone } = duty;
  return (
    <>
      <p>
        The appointment begins at <strong>{timeInBoth(startsAt, patientZone, clinicZone)}</strong>.
      </p>
      {isWanted ? (
        <>
          <Notice kind="watch">{onDuty.firstName} cannot be there.</Notice>
          <p>
            If you can, tap the button: from then on you are the one who stays with {patientFirstName}. Your page then tells you
            what comes next.
          </p>
        </>
      ) : (
        <p>
          {onDuty.firstName} stays with {patientFirstName}.{' '}
          {part === 'relieved' ? 'Thank you.' : 'You are told at once if you are needed.'}
        </p>
      )}
    </>
  );
}
