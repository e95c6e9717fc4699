import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type CancelReason, moveRest, type RestMember, type SeriesPlan } from '#contracts';
import { call } from '../call.js';
import { lockedWords } from '../patient/locked-words.js';
import { Choice } from '../session/choice.js';
import { Button } from '../shell/button.js';
import { Empty, Failed } from '../shell/states.js';
import { Proposal } from './proposal.js';
import { restPlanQuery, type Shift } from './queries.js';
import styles from './series.module.css';
import type { Voice } from './voice.js';
import { asTime, asWords, HALF_HOURS } from './wish-form.js';
import { countWords } from './words.js';

type Props = { sessionId: string; rest: readonly RestMember[]; voice: Voice; onMoved: () => void };
const SHIFTS = [1, 2, 3, 4, 5, 6, 7, 14, 21, 28, -1, -2, -3, -7];
const shiftWords = (days: number) =>
  `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'}`;

/** All of them so many days later or earlier: where they would go, and what it costs, before anything is moved. */
export function MoveRest({ sessionId, rest, voice, onMoved }: Props) {
  const [wish, setWish] = useState<Shift>({ days: 7, time: '' });
  const [asked, setAsked] = useState<Shift | null>(null);
  const { data, error, isFetching } = useQuery(restPlanQuery(sessionId, asked));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(wish);
  };
  return (
    <section className="stack" aria-labelledby="shift-title">
      <h2 id="shift-title">Move them together</h2>
      <form className={styles['wish']} onSubmit={submit}>
        <label>
          By how much
          <select value={wish.days} onChange={({ target }) => setWish({ ...wish, days: Number(target.value) })}>
            {SHIFTS.map((days) => (
              <option key={days} value={days}>
                {shiftWords(days)}
              </option>
            ))}
          </select>
        </label>
        <label>
          At what time
          <select value={wish.time} onChange={({ target }) => setWish({ ...wish, time: target.value })}>
            <option value="">As it is now</option>
            {HALF_HOURS.map((minute) => (
              <option key={minute} value={asTime(minute)}>
                {asWords(minute)}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" variant="default" loading={isFetching}>
          Show where they would go
        </Button>
      </form>
      <Failed error={error} />
      {data && <Moving sessionId={sessionId} rest={rest} voice={voice} plan={data} onMoved={onMoved} />}
    </section>
  );
}

function Moving({ sessionId, rest, voice, plan, onMoved }: Props & { plan: SeriesPlan }) {
  const [reason, setReason] = useState<CancelReason>();
  const queries = useQueryClient();
  const startsAt = plan.members.flatMap(({ time }) => (time ? [time.startsAt] : []));
  const move = useMutation({
    mutationFn: (why: CancelReason) => call(moveRest, { params: { sessionId }, body: { startsAt, reason: why } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onMoved();
    },
    onError: () => queries.invalidateQueries({ queryKey: ['rest-plan'] }),
  });
  if (plan.reason !== null) {
    const { title, words } = lockedWords(plan.reason, null);
    return <Empty title={title}>{words}</Empty>;
  }
  const isWhole = startsAt.length === rest.length;
  return (
    <>
      <Proposal plan={plan} />
      {isWhole ? (
        <>
          <Choice legend={voice.question} options={voice.reasons} value={reason} onChange={setReason} />
          <voice.Cost rest={rest} reason={reason} />
          <Failed error={move.error} />
          <Button disabled={!reason} loading={move.isPending} onClick={() => reason && move.mutate(reason)}>
            Move {countWords(rest.length)}
          </Button>
        </>
      ) : (
        <p>They do not all have a free time near there. Try more or fewer days, or move them one by one.</p>
      )}
    </>
  );
}
