import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { CancelReason, MovedAs, ScheduleEntry } from '#contracts';
import { AppointmentCost } from '../appointments/change.js';
import { ChangeCost } from '../session/change-cost.js';
import { Choice } from '../session/choice.js';
import { CLINIC_REASONS } from '../session/clinic-reasons.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { dayOf, readsTheSame, timeOfDay, zoneName } from '../time.js';
import { type Answer, moveTo } from './moves.js';

/** What costs nothing, whyever it moves. */
const FREE: Readonly<Partial<Record<MovedAs['as'], string>>> = {
  visit: 'It stays on the day after its session, so it costs nothing.',
  group: 'All who have a place move with it. That costs nobody anything.',
};

type Props = {
  entry: Pick<ScheduleEntry, 'patientName' | 'patientZone' | 'startsAt'> & { movedAs: MovedAs };
  answer: Answer;
  zone: string;
  onMoved: () => void;
  onClose: () => void;
};

/** The new times, on both clocks, why, and what it costs, before anything is moved. */
export function MoveConfirm({ entry, answer, zone, onMoved, onClose }: Props) {
  const { movedAs, patientName, patientZone } = entry;
  const [reason, setReason] = useState<CancelReason>('clinic');
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: () => moveTo(movedAs, answer.startsAt, reason),
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
      {answer.coveredBy && <p>{answer.coveredBy} holds it instead.</p>}
      {FREE[movedAs.as] ? (
        <p>{FREE[movedAs.as]}</p>
      ) : (
        <Choice legend="Why does it move?" options={CLINIC_REASONS} value={reason} onChange={setReason} />
      )}
      {movedAs.as === 'session' && <ChangeCost sessionId={movedAs.id} reason={reason} />}
      {movedAs.as === 'appointment' && <AppointmentCost appointmentId={movedAs.id} reason={reason} />}
      <Failed error={move.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep it as it is
        </Button>
        <Button loading={move.isPending} onClick={() => move.mutate()}>
          {movedAs.as === 'session' ? 'Move both' : 'Move it'}
        </Button>
      </Choices>
    </Dialog>
  );
}
