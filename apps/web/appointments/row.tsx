import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type ListedAppointment, recordOutcome } from '#contracts';
import { call } from '../call.js';
import { arrivalWords } from '../care/arrival-words.js';
import { Button } from '../shell/button.js';
import { navigate } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import styles from './appointments.module.css';
import { CancelAppointment } from './change.js';
import { kindWords, whenWords } from './words.js';

type Props = { appointment: ListedAppointment; role: string; zone: string; now: number };

/** One appointment, and what can be done about it. */
export function AppointmentRow({ appointment, role, zone, now }: Props) {
  const [isCancelling, setCancelling] = useState(false);
  const { id, kind, parties, startsAt, isCancellable, isMovable, arrival } = appointment;
  const nameOf = (wanted: string) => parties.find(({ part }) => part === wanted)?.displayName;
  const staff = parties.filter(({ part }) => part !== 'patient').map(({ displayName }) => displayName);
  const isPatient = role === 'patient';
  const said = !isPatient && arrivalWords(arrival, zone);
  return (
    <li className={`card ${styles['row']}`}>
      <div className={styles['what']}>
        <h3>{isPatient ? kindWords(kind, role) : nameOf('patient')}</h3>
        <p>
          <time dateTime={startsAt}>{whenWords(appointment, role, zone, now)}</time>
        </p>
        <p className="quiet small">
          {!isPatient && `${kindWords(kind, role)}, `}
          {isPatient ? 'With' : 'with'} {staff.join(' and ')}
        </p>
        {said && <p className="small">{said}</p>}
      </div>
      {isCancellable && (
        <div className="row">
          {isMovable && (
            <Button variant="default" onClick={() => navigate(`/appointments/move/${id}`)}>
              Another time
            </Button>
          )}
          <Button variant="subtle" onClick={() => setCancelling(true)}>
            {isPatient ? 'I cannot make it' : 'Cancel'}
          </Button>
        </div>
      )}
      {!isCancellable && !isPatient && role !== 'admin' && <Outcome appointment={appointment} />}
      {isCancelling && <CancelAppointment appointment={appointment} by={role} onClose={() => setCancelling(false)} />}
    </li>
  );
}

function Outcome({ appointment: { id: appointmentId } }: { appointment: ListedAppointment }) {
  const queries = useQueryClient();
  const record = useMutation({
    mutationFn: (outcome: 'completed' | 'no_show_patient') =>
      call(recordOutcome, { params: { appointmentId }, body: { outcome } }),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <div className="row">
      <Button loading={record.isPending} onClick={() => record.mutate('completed')}>
        It took place
      </Button>
      <Button variant="default" disabled={record.isPending} onClick={() => record.mutate('no_show_patient')}>
        The patient did not come
      </Button>
      <Failed error={record.error} />
    </div>
  );
}
