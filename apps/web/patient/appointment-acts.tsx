import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { type AppointmentPage, confirmAppointment, sayLate } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { timeOfDay } from '../time.js';

const MINUTES = [5, 10, 15, 30] as const;

type Props = {
  appointment: NonNullable<AppointmentPage['appointment']>;
  token: string;
  onSaid: (page: AppointmentPage) => void;
};

/** Two things to say with one tap. What becomes of them is said honestly: they stand on a list, and call nobody. */
export function AppointmentActs({ appointment, token, onSaid }: Props) {
  const { mayConfirm, maySayLate, arrival, patientZone } = appointment;
  const confirm = useMutation({ mutationFn: () => call(confirmAppointment, { body: { token } }), onSuccess: onSaid });
  return (
    <section className="stack" aria-label="Tell your team">
      {arrival.confirmedAt && mayConfirm && <Notice kind="good">You have told us that you will be there.</Notice>}
      {mayConfirm && !arrival.confirmedAt && (
        <Button size="l" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          I will be there
        </Button>
      )}
      <Failed error={confirm.error} />
      {arrival.lateMin !== null && arrival.lateSaidAt && (
        <Notice kind="good">
          Your team sees on its list that you will be about {arrival.lateMin} minutes late (you said so at{' '}
          {timeOfDay(arrival.lateSaidAt, patientZone)}). Nobody is called by it: if it gets later, please call.
        </Notice>
      )}
      {maySayLate && <Late token={token} onSaid={onSaid} />}
    </section>
  );
}

function Late({ token, onSaid }: Pick<Props, 'token' | 'onSaid'>) {
  const [isAsked, setAsked] = useState(false);
  const late = useMutation({
    mutationFn: (lateMin: number) => call(sayLate, { body: { token, lateMin } }),
    onSuccess: (page) => {
      setAsked(false);
      onSaid(page);
    },
  });
  if (!isAsked) {
    return (
      <Button variant="default" onClick={() => setAsked(true)}>
        I am running late
      </Button>
    );
  }
  return (
    <fieldset className="stack">
      <legend>About how many minutes?</legend>
      <div className="row">
        {MINUTES.map((minutes) => (
          <Button key={minutes} variant="default" disabled={late.isPending} onClick={() => late.mutate(minutes)}>
            {minutes}
          </Button>
        ))}
        <Button variant="subtle" onClick={() => setAsked(false)}>
          Not late after all
        </Button>
      </div>
      <Failed error={late.error} />
    </fieldset>
  );
}
