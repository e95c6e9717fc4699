import { useQuery } from '@tanstack/react-query';

import { restQuery } from '../series/queries.js';
import { RestChanger } from '../series/rest-changer.js';
import type { Voice } from '../series/voice.js';
import { CLINIC_REASONS } from '../session/clinic-reasons.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { navigate } from '../shell/router.js';
import { zoneName } from '../time.js';
import { RestCosts } from './rest-costs.js';

const CLINIC: Voice = {
  question: 'Why?',
  reasons: CLINIC_REASONS,
  cancelWords:
    'All of them are cancelled, their visits with them, or none. The patient and everybody who takes part are told at once. ' +
    'The doses stay signed, and can be booked again.',
  goneWords: 'Somebody has moved or cancelled it meanwhile.',
  Cost: RestCosts,
};

/** What is left of the course of a patient, for their team and for admins. */
export default function RestPage({ me, params }: OwnPageProps) {
  const sessionId = params['id']!;
  const { data } = useQuery(restQuery(sessionId));
  const first = data?.sessions[0];
  return (
    <div className="stack">
      <PageTitle>Change what is left of a course</PageTitle>
      {data && first && (
        <p className="quiet">
          Of <strong>{data.patientName}</strong>, on the clock of the place where they live: {zoneName(first.startsAt, data.zone)}
          . All of it moves, or none; doses and their order stay as they were signed.
        </p>
      )}
      <RestChanger
        sessionId={sessionId}
        voice={CLINIC}
        onDone={() => navigate(me.role === 'admin' ? '/calendar' : '/patients')}
      />
    </div>
  );
}
