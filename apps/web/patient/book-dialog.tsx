import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bookDosingSession, type FreeTime, type FreeTimes, type Me } from '#contracts';
import { call, isProblem } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { errorWords } from '../shell/problem-words.js';
import { navigate } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { dayOf, timeInBoth } from '../time.js';
import styles from './book.module.css';

type Props = { me: Me; free: FreeTimes; time: FreeTime; onClose: () => void; onTaken: (words: string) => void };

/** Both times once more, before they are booked together. */
export function BookDialog({ me, free: { zone, clinicZone }, time, onClose, onTaken }: Props) {
  const queries = useQueryClient();
  const booking = useMutation({
    mutationFn: () => call(bookDosingSession, { body: { patientId: me.personId, startsAt: time.startsAt } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      navigate('/home');
    },
    onError: (error) => {
      if (isProblem(error, 'scheduling.slot-taken', 'scheduling.not-a-free-time', 'integration.no-visit-time'))
        onTaken(errorWords(error));
    },
  });
  return (
    <Dialog title="Book these two?" onClose={onClose}>
      <dl className={styles['both']}>
        <dt>Your session</dt>
        <dd>
          <strong>{dayOf(time.startsAt, zone)}</strong>
          <time dateTime={time.startsAt}>{timeInBoth(time.startsAt, zone, clinicZone)}</time>
        </dd>
        <dt>Your visit on the day after</dt>
        <dd>
          <strong>{dayOf(time.visitStartsAt, zone)}</strong>
          <time dateTime={time.visitStartsAt}>{timeInBoth(time.visitStartsAt, zone, clinicZone)}</time>
        </dd>
      </dl>
      <p className="quiet small">You can cancel until you take the medicine. It costs nothing.</p>
      <Failed error={booking.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Not yet
        </Button>
        <Button loading={booking.isPending} onClick={() => booking.mutate()}>
          Book both
        </Button>
      </Choices>
    </Dialog>
  );
}
