import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type CancelReason, moveAppointment } from '#contracts';
import { call, isProblem } from '../call.js';
import { FreeTimes, useChoosing } from '../patient/free-times.js';
import { Choice } from '../session/choice.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { PageTitle } from '../shell/page-title.js';
import { errorWords } from '../shell/problem-words.js';
import { navigate } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { dayOf, timeInBoth } from '../time.js';
import { AppointmentCost, reasonsFor } from './change.js';
import { appointmentsQuery, movesQuery } from './queries.js';
import { kindWords, lockedWords, whenWords } from './words.js';

/** Another time for an appointment that is booked. */
export default function MoveAppointmentPage({ me, params }: OwnPageProps) {
  const appointmentId = params['id']!;
  const now = useNow(60_000);
  const { skippedDays, setSkippedDays, chosen, setChosen, news, taken } = useChoosing<string>();
  const booked = useQuery(appointmentsQuery).data?.find(({ id }) => id === appointmentId);
  const { data, error, refetch } = useQuery(movesQuery(appointmentId, me.zone, skippedDays));
  return (
    <div className="stack">
      <PageTitle>Choose another time</PageTitle>
      {booked && (
        <p className="quiet">
          {kindWords(booked.kind, me.role)}. Now it is here: {whenWords(booked, me.role, me.zone, now)}. It stays there until
          another is chosen.
        </p>
      )}
      <FreeTimes
        free={data}
        error={error}
        news={news}
        skippedDays={skippedDays}
        onSkip={setSkippedDays}
        onChoose={({ startsAt }) => setChosen(startsAt)}
        isOwn={me.role === 'patient'}
        wordsOf={lockedWords}
      />
      {data && chosen && (
        <MoveAppointment
          appointmentId={appointmentId}
          role={me.role}
          startsAt={chosen}
          words={`${dayOf(chosen, data.zone)}, ${timeInBoth(chosen, data.zone, data.clinicZone)}`}
          onClose={() => setChosen(null)}
          onTaken={taken(refetch)}
        />
      )}
    </div>
  );
}

type Props = {
  appointmentId: string;
  role: string;
  startsAt: string;
  words: string;
  onClose: () => void;
  onTaken: (words: string) => void;
};

function MoveAppointment({ appointmentId, role, startsAt, words, onClose, onTaken }: Props) {
  const [reason, setReason] = useState<CancelReason>();
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: (why: CancelReason) => call(moveAppointment, { params: { appointmentId }, body: { startsAt, reason: why } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      navigate('/appointments');
    },
    onError: (error) => {
      if (isProblem(error, 'scheduling.slot-taken', 'scheduling.not-a-free-time')) onTaken(errorWords(error));
    },
  });
  return (
    <Dialog title="Move it to this time?" onClose={onClose}>
      <p>
        <strong>{words}</strong>
      </p>
      <Choice
        legend={role === 'patient' ? 'What is it?' : 'Why?'}
        options={reasonsFor(role)}
        value={reason}
        onChange={setReason}
      />
      <AppointmentCost appointmentId={appointmentId} reason={reason} />
      <Failed error={move.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep it as it is
        </Button>
        <Button disabled={!reason} loading={move.isPending} onClick={() => reason && move.mutate(reason)}>
          Move it
        </Button>
      </Choices>
    </Dialog>
  );
}
