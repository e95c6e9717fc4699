import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { bookSeries, endHold, type FreeTime, holdSeries, type SeriesPlan } from '#contracts';
import { call, isProblem } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { errorWords } from '../shell/problem-words.js';
import { Failed } from '../shell/states.js';
import { timeOfDay } from '../time.js';
import styles from './series.module.css';
import { countWords, timeWords } from './words.js';

type Props = {
  patientId: string;
  /** Named when somebody else books it. */
  whose: string | null;
  plan: SeriesPlan;
  times: readonly FreeTime[];
  onClose: () => void;
  onTaken: (words: string) => void;
  onBooked: () => void;
};
const GONE = [
  ...['scheduling.slot-taken', 'scheduling.hold-over', 'scheduling.not-a-free-time', 'scheduling.too-near'],
  ...['integration.no-visit-time', 'integration.series-too-long', 'sessions.already-booked'],
];

/** All of it once more, kept for ten minutes, with the rules, before it is booked together. */
export function BookDialog({ patientId, whose, plan, times, onClose, onTaken, onBooked }: Props) {
  const queries = useQueryClient();
  const startsAt = times.map((time) => time.startsAt);
  const onError = (error: unknown) => {
    if (isProblem(error, ...GONE)) onTaken(errorWords(error));
  };
  const { mutate: keep, ...keeping } = useMutation({
    mutationFn: (wanted: string) => call(holdSeries, { body: { patientId, startsAt: wanted.split(' ') } }),
    onError,
  });
  const booking = useMutation({
    mutationFn: () => call(bookSeries, { body: { patientId, startsAt } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onBooked();
    },
    onError,
  });
  const wanted = startsAt.join(' ');
  useEffect(() => keep(wanted), [keep, wanted]);
  const leave = () => {
    const id = keeping.data?.id;
    if (id) void call(endHold, { params: { holdId: id } }).catch(() => {}); // it would come back by itself; others get it sooner so
    onClose();
  };
  return (
    <Dialog title={`Book ${countWords(times.length)}${whose === null ? '' : ` for ${whose}`}?`} onClose={leave}>
      <ol className={styles['chosen']}>
        {times.map((time) => (
          <li key={time.startsAt}>{timeWords(time, plan)}</li>
        ))}
      </ol>
      <p className="quiet small">Each with its visit on the day after. All of them are booked, or none.</p>
      <Rules apartDays={plan.apartDays} />
      <p className="quiet small" aria-live="polite">
        {keeping.data ? `Kept until ${timeOfDay(keeping.data.heldUntil, plan.zone)}.` : 'Keeping these times…'}
      </p>
      <Failed error={keeping.error ?? booking.error} />
      <Choices>
        <Button variant="default" onClick={leave}>
          Not yet
        </Button>
        <Button loading={booking.isPending} disabled={!keeping.data} onClick={() => booking.mutate()}>
          Book all
        </Button>
      </Choices>
    </Dialog>
  );
}

function Rules({ apartDays }: { apartDays: number }) {
  return (
    <ul className={`${styles['rules']} small`}>
      <li>At least {apartDays} full days lie between two sessions, moved ones too.</li>
      <li>
        A booked session decides nothing about the medicine: each one opens after the visit before it, and is looked at on its
        day.
      </li>
      <li>
        Each can be moved or cancelled by itself, or all that are left together. What that costs is shown before anybody says yes.
      </li>
    </ul>
  );
}
