import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { FreeTime, SeriesPlan } from '#contracts';
import { lockedWords } from '../patient/locked-words.js';
import { serverTime } from '../server-time.js';
import { Button } from '../shell/button.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { DAY_MS, isoDay } from '../time.js';
import { BookDialog } from './book-dialog.js';
import { Proposal } from './proposal.js';
import { type Picks, seriesQuery, type Wish } from './queries.js';
import { WishForm } from './wish-form.js';
import { countWords, rhythmWords } from './words.js';

/** `isForAnother`: whoever books it is not the patient, and has to see whose it is. */
type Props = { patientId: string; zone: string; isForAnother?: boolean; onBooked: () => void };

/** From a wish to a booked course. Nothing is booked before somebody has seen all of it. */
export function CoursePlanner({ patientId, zone, isForAnother = false, onBooked }: Props) {
  const [wish, setWish] = useState<Wish | null>(null);
  const [picks, setPicks] = useState<Picks>({});
  const [news, setNews] = useState<string | null>(null);
  const [isBooking, setBooking] = useState(false);
  const { data, error, isFetching, refetch } = useQuery(seriesQuery(patientId, wish, picks));
  const begin = (wanted: Wish) => {
    setPicks({});
    setNews(null);
    setWish(wanted);
  };
  const takenMeanwhile = (words: string) => {
    setBooking(false);
    setNews(words);
    void refetch();
  };
  return (
    <>
      <WishForm first={isoDay(serverTime.now() + DAY_MS, zone)} isLoading={isFetching} onWish={begin} />
      {news && <Notice kind="watch">{news}</Notice>}
      <Failed error={error} />
      {isFetching && !data && <Loading what="the times" />}
      {data && wish && (
        <Proposed
          plan={data}
          wish={wish}
          whose={isForAnother ? data.patientName : null}
          onPick={(number, at) => setPicks({ ...picks, [number]: at })}
          onBook={() => setBooking(true)}
        />
      )}
      {data && isBooking && (
        <BookDialog
          patientId={patientId}
          whose={isForAnother ? data.patientName : null}
          plan={data}
          times={timesOf(data)}
          onClose={() => setBooking(false)}
          onTaken={takenMeanwhile}
          onBooked={onBooked}
        />
      )}
    </>
  );
}

/** Those that can be booked now: up to the first for which there is no time. */
function timesOf({ members }: SeriesPlan): FreeTime[] {
  const hole = members.findIndex(({ time }) => time === null);
  return members.slice(0, hole === -1 ? members.length : hole).flatMap(({ time }) => (time ? [time] : []));
}

type ProposedProps = {
  plan: SeriesPlan;
  wish: Wish;
  whose: string | null;
  onPick: (number: number, startsAt: string) => void;
  onBook: () => void;
};

function Proposed({ plan, wish, whose, onPick, onBook }: ProposedProps) {
  if (plan.reason !== null) {
    const { title, words } = lockedWords(plan.reason, null);
    return <Empty title={title}>{words}</Empty>;
  }
  const bookable = timesOf(plan).length;
  return (
    <section className="stack" aria-labelledby="proposal-title">
      <h2 id="proposal-title">
        {countWords(plan.members.length)} of the plan{whose && ` of ${whose}`}
      </h2>
      {plan.everyDays > wish.everyDays && (
        <Notice>
          The plan needs at least {plan.apartDays} days between two: these are {rhythmWords(plan.everyDays)}.
        </Notice>
      )}
      <Proposal plan={plan} onPick={onPick} />
      {bookable < plan.members.length && (
        <Notice kind="watch">There is no free time for every session. Change the wish, or book those that come before it.</Notice>
      )}
      {bookable > 0 && (
        <div className="row">
          <Button onClick={onBook}>Look at {countWords(bookable)} once more</Button>
        </div>
      )}
    </section>
  );
}
