import { useQuery } from '@tanstack/react-query';

import type { OwnPageProps } from '../shell/audience.js';
import { Loading, Unreachable } from '../shell/states.js';
import { formQuery, intakeQuery } from './queries.js';
import { Questions } from './questions.js';

/** One questionnaire, one question a page. */
export default function FormPage({ me, params }: OwnPageProps) {
  const name = params['form']!;
  const form = useQuery(formQuery(me.personId, name));
  const intake = useQuery(intakeQuery(me.personId));
  const error = form.error ?? intake.error;
  if (error) return <Unreachable error={error} onRetry={() => void Promise.all([form.refetch(), intake.refetch()])} />;
  if (!form.data || !intake.data) return <Loading what="your questions" />;
  return <Questions key={name} patientId={me.personId} form={form.data} crisis={intake.data.crisis} />;
}
