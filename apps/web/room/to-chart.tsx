import { useMutation } from '@tanstack/react-query';

import { chartNotes, type SessionNote } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Link } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { chartText } from './chart-text.js';

type Props = Readonly<{ patientId: string; notes: readonly SessionNote[]; when: (at: number) => string }>;

/** After the session the note of the chart begins with what was written down in it: a draft, for its author to finish and sign. */
export function ToChart({ patientId, notes, when }: Props) {
  const begin = useMutation({
    mutationFn: () => call(chartNotes.begin, { params: { patientId }, body: { kind: 'session', text: chartText(notes, when) } }),
  });
  if (begin.isSuccess)
    return (
      <p role="status">
        It is a draft now: <Link href={`/patients/${patientId}/chart`}>finish and sign it in the chart</Link>.
      </p>
    );
  return (
    <div>
      <Failed error={begin.error} />
      <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
        Begin the note of the chart with these
      </Button>
    </div>
  );
}
