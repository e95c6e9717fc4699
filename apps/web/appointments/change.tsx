import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type CancelReason, cancelAppointment, type ListedAppointment, readAppointmentTerms } from '#contracts';
import { call } from '../call.js';
import { REASONS as OWN_REASONS } from '../patient/change-reasons.js';
import { costWords } from '../session/change-cost.js';
import { Choice } from '../session/choice.js';
import { CLINIC_REASONS, type Reasons } from '../session/clinic-reasons.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';

/** Why an appointment is changed, as patients or as staff say it; nobody has to be with the patient for these. */
export const reasonsFor = (role: string): Reasons =>
  (role === 'patient' ? OWN_REASONS : CLINIC_REASONS).filter(({ value }) => value !== 'no-chaperone');

/** What a change costs, said before anybody clicks. */
export function AppointmentCost({ appointmentId, reason }: { appointmentId: string; reason: CancelReason | undefined }) {
  const { data } = useQuery({
    queryKey: ['change-terms', appointmentId],
    queryFn: () => call(readAppointmentTerms, { params: { appointmentId } }),
    staleTime: 0,
  });
  return <p aria-live="polite">{data ? costWords(data, reason) : 'Looking up what it costs…'}</p>;
}

/** `by`: the role of whoever does it. */
type Props = { appointment: Pick<ListedAppointment, 'id'>; by: string; onClose: () => void };

/** Takes an appointment back: with a reason, and only when it is said twice. */
export function CancelAppointment({ appointment: { id: appointmentId }, by: role, onClose }: Props) {
  const [reason, setReason] = useState<CancelReason>();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: (why: CancelReason) => call(cancelAppointment, { params: { appointmentId }, body: { reason: why } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog title="Cancel this appointment?" onClose={onClose}>
      <Choice
        legend={role === 'patient' ? 'What is it?' : 'Why?'}
        options={reasonsFor(role)}
        value={reason}
        onChange={setReason}
      />
      <AppointmentCost appointmentId={appointmentId} reason={reason} />
      <Failed error={cancel.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep it
        </Button>
        <Button variant="danger" disabled={!reason} loading={cancel.isPending} onClick={() => reason && cancel.mutate(reason)}>
          Cancel the appointment
        </Button>
      </Choices>
    </Dialog>
  );
}
