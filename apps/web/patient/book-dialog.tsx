import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { bookDosingSession, endHold, type FreeTime, type FreeTimes, type Hold, holdTime, type Me } from '#contracts';
import { call, isProblem } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { errorWords } from '../shell/problem-words.js';
import { navigate } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { timeOfDay } from '../time.js';
import { BothTimes } from './both-times.js';

type Props = { me: Me; free: FreeTimes; time: FreeTime; onClose: () => void; onTaken: (words: string) => void };
const GONE = [
  'scheduling.slot-taken',
  'scheduling.hold-over',
  'scheduling.not-a-free-time',
  'integration.no-visit-time',
] as const;

/** Both times once more, kept for ten minutes, before they are booked together. */
export function BookDialog({ me, free, time, onClose, onTaken }: Props) {
  const queries = useQueryClient();
  const body = { patientId: me.personId, startsAt: time.startsAt };
  const onError = (error: unknown) => {
    if (isProblem(error, ...GONE)) onTaken(errorWords(error));
  };
  const { mutate: keep, ...keeping } = useMutation({
    mutationFn: (wanted: typeof body) => call(holdTime, { body: wanted }),
    onError,
  });
  const booking = useMutation({
    mutationFn: () => call(bookDosingSession, { body }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      navigate('/home');
    },
    onError,
  });
  useEffect(() => keep({ patientId: me.personId, startsAt: time.startsAt }), [keep, me.personId, time.startsAt]);
  const leave = () => {
    if (keeping.data) giveBack(keeping.data);
    onClose();
  };
  return (
    <Dialog title="Book these two?" onClose={leave}>
      <BothTimes free={free} time={time} />
      <p className="quiet small" aria-live="polite">
        {keeping.data ? `Kept for you until ${timeOfDay(keeping.data.heldUntil, free.zone)}.` : 'Keeping this time for you…'}
      </p>
      <p className="quiet small">
        You can move or cancel it until you take the medicine. If that ever costs anything, you see it first.
      </p>
      <Failed error={keeping.error ?? booking.error} />
      <Choices>
        <Button variant="default" onClick={leave}>
          Not yet
        </Button>
        <Button loading={booking.isPending} disabled={!keeping.data} onClick={() => booking.mutate()}>
          Book both
        </Button>
      </Choices>
    </Dialog>
  );
}

/** It would come back by itself; others get it sooner so. */
function giveBack({ id }: Hold): void {
  void call(endHold, { params: { holdId: id } }).catch(() => {});
}
