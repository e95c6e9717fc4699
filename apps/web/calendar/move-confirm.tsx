import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type CancelReason, type MoveAnswer, moveDosingSession, type ScheduleEntry } from '#contracts';
import { call } from '../call.js';
import { ChangeCost } from '../session/change-cost.js';
import { Choice } from '../session/choice.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { dayOf, readsTheSame, timeOfDay, zoneName } from '../time.js';

/** Why the clinic moves a session, as its people say it. */
const REASONS: readonly { value: CancelReason; words: string }[] = [
  { value: 'clinic', words: 'It is on our side' },
  { value: 'patient-request', words: 'The patient asked for it' },
  { value: 'illness', words: 'The patient is ill' },
  { value: 'no-chaperone', words: 'Nobody can be with the patient' },
  { value: 'technical', words: 'Phone or internet' },
];

type Props = {
  entry: Pick<ScheduleEntry, 'patientName' | 'patientZone' | 'startsAt'> & { sessionId: string };
  answer: MoveAnswer;
  zone: string;
  onMoved: () => void;
  onClose: () => void;
};

/** Both new times, on both clocks, why, and what it costs, before anything is moved. */
export function MoveConfirm({ entry, answer, zone, onMoved, onClose }: Props) {
  const { sessionId, patientName, patientZone } = entry;
  const [reason, setReason] = useState<CancelReason>('clinic');
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: () => call(moveDosingSession, { params: { sessionId }, body: { startsAt: answer.startsAt, reason } }),
    onSuccess: onMoved,
    onSettled: () => queries.invalidateQueries(),
  });
  const words = (at: string) => `${dayOf(at, zone)}, ${timeOfDay(at, zone)}`;
  const forPatient = (at: string) =>
    readsTheSame(at, zone, patientZone) ? '' : ` (${dayOf(at, patientZone)}, ${timeOfDay(at, patientZone)} for the patient)`;
  return (
    <Dialog title={`Move ${patientName}?`} onClose={onClose}>
      <dl>
        <dt className="quiet small">Now</dt>
        <dd>{words(entry.startsAt)}</dd>
        <dt className="quiet small">Then</dt>
        <dd>
          <strong>{words(answer.startsAt)}</strong>
          {forPatient(answer.startsAt)}
        </dd>
        {answer.visitStartsAt && (
          <>
            <dt className="quiet small">The integration visit</dt>
            <dd>
              {words(answer.visitStartsAt)}
              {forPatient(answer.visitStartsAt)}
            </dd>
          </>
        )}
      </dl>
      <p className="quiet small">{zoneName(answer.startsAt, zone)}. The patient and everybody who takes part are told at once.</p>
      <Choice legend="Why does it move?" options={REASONS} value={reason} onChange={setReason} />
      <ChangeCost sessionId={sessionId} reason={reason} />
      <Failed error={move.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep it as it is
        </Button>
        <Button loading={move.isPending} onClick={() => move.mutate()}>
          Move both
        </Button>
      </Choices>
    </Dialog>
  );
}
