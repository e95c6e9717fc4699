import { useQuery } from '@tanstack/react-query';

import { ExamCard } from '../clinician/exam-card.js';
import { PdmpCard } from '../clinician/pdmp-card.js';
import { PlaceCard } from '../clinician/place-card.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Notice, Unreachable } from '../shell/states.js';
import { Findings } from './findings.js';
import { FormAnswers } from './form-answers.js';
import { assessedQuery } from './queries.js';
import { Signals } from './signals.js';
import { Trials } from './trials.js';

const COURSES = { remission: 'Remission by PHQ-9', response: 'Response by PHQ-9' } as const;

/** What one patient has answered, what it scores, and what it means by the clinic's rules. A person decides. */
export default function PatientAssessmentsPage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  const { data, error, refetch } = useQuery(assessedQuery(patientId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the answers" />;
  return (
    <div className="stack">
      <div>
        <PageTitle title="Assessments">{data.patientName}</PageTitle>
        <p className="row">
          <Link href="/assessments">All assessments</Link>
          <Link href={`/patients/${patientId}/ledger`}>Dose ledger</Link>
          <Link href={`/patients/${patientId}/chart`}>Chart</Link>
          <Link href={`/documents/${patientId}`}>Papers and letters</Link>
        </p>
      </div>
      {data.course && <p>{COURSES[data.course]}, against the first one.</p>}
      {data.isItem9Overdue && (
        <Notice kind="watch">The newest answer to PHQ-9 item 9 is older than a week, or there is none.</Notice>
      )}
      <Signals patientId={patientId} signals={data.signals} zone={me.zone} />
      <Findings assessed={data} />
      <Trials patientId={patientId} trials={data.trials} zone={me.zone} />
      <PlaceCard patientId={patientId} zone={me.zone} />
      {me.role !== 'therapist' && <PdmpCard patientId={patientId} zone={me.zone} />}
      {me.role !== 'therapist' && <ExamCard me={me} patientId={patientId} />}
      {data.forms.length === 0 && <p>Nothing is answered yet.</p>}
      {data.forms.map((form) => (
        <FormAnswers key={form.questionnaire.name} form={form} zone={me.zone} />
      ))}
    </div>
  );
}
