import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type IncidentView, reviewIncident } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import care from '../care/care.module.css';
import { Timeline } from '../session/timeline.js';
import { entryOf } from '../session/wire.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { givesWay } from '../shell/gives-way.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice, Unreachable } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { incidentQuery } from './queries.js';
import { SaidList } from './said-list.js';
import { KINDS } from './words.js';
import { WriteForm } from './write-form.js';

const NOBODY = { parties: [] };

/** One incident: what is said of it, what has to be done, and what the log of its session tells. */
export default function IncidentPage({ me, params }: OwnPageProps) {
  const incidentId = params['id']!;
  const { data, error, refetch } = useQuery(incidentQuery(incidentId));
  if (givesWay(error, data)) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the incident" />;
  const { kind, patientName, openedAt, openedByName, reviewedAt, reviewedByName, reviewDueAt } = data;
  return (
    <Kit>
      <div className={care['page']}>
        <div>
          <PageTitle>{KINDS[kind]}</PageTitle>
          <p>
            <strong>{patientName}</strong>, {dayOf(openedAt, me.zone)}, {timeOfDay(openedAt, me.zone)}.{' '}
            {openedByName ? `Reported by ${openedByName}.` : 'Opened by the log of the session.'}
          </p>
        </div>
        {reviewedAt ? (
          <Notice kind="good">
            Reviewed by {reviewedByName}, {dayOf(reviewedAt, me.zone)}. It stays as it is; only actions go on.
          </Notice>
        ) : (
          <Notice kind="watch">To be reviewed by {dayOf(reviewDueAt, me.zone)}.</Notice>
        )}
        <SaidList incident={data} zone={me.zone} />
        {data.mayWrite && <WriteForm incident={data} />}
        {data.mayReview && <EndReview incident={data} />}
        {data.log.length > 0 && (
          <section className="card stack" aria-labelledby="log-title">
            <h2 id="log-title">What the log of the session tells</h2>
            <Timeline session={NOBODY} entries={data.log.map(entryOf)} zone={me.zone} />
          </section>
        )}
      </div>
    </Kit>
  );
}

function EndReview({ incident: { incidentId, said } }: { incident: IncidentView }) {
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => call(reviewIncident, { params: { incidentId } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['incidents'] }),
  });
  const hasFinding = said.some(({ kind }) => kind === 'finding');
  return (
    <section className="card stack" aria-labelledby="review-title">
      <h2 id="review-title">The review</h2>
      <p className="quiet">{hasFinding ? 'After it nothing here can be changed.' : 'It needs a finding first.'}</p>
      <Failed error={end.error} />
      <div>
        <Button disabled={!hasFinding} loading={end.isPending} onClick={() => setAsking(true)}>
          End the review
        </Button>
      </div>
      {isAsking && (
        <StepUpDialog
          title="End the review"
          what="What is written here stays as it is. Please prove that it is you."
          words="End the review"
          onAct={() => end.mutateAsync().catch(() => undefined)}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
