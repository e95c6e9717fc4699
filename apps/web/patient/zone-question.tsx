import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answerZone, type Me, readContact, readZone, type ZoneJson } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { meQuery } from '../shell/queries.js';
import { Failed } from '../shell/states.js';
import { dayOf, isoDay, timeOfDay } from '../time.js';
import type { OwnSession } from './next.js';
import styles from './zone-question.module.css';
import { cityOf, quietWords } from './zone-words.js';

const DAY_MS = 86_400_000;
type Question = NonNullable<ZoneJson['question']>;
type Said = { answer: 'moved' | 'keep' } | { answer: 'travelling'; lastDay: string };

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Asks what it means that this browser has another clock. Nothing changes before it is answered. */
export function ZoneQuestion({ me, next, now }: { me: Me; next: OwnSession | null; now: number }) {
  const queries = useQueryClient();
  const browser = browserZone();
  const key = ['zone', me.zone, browser];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call(readZone, { query: { browser } }),
    enabled: browser !== me.zone,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const say = useMutation({
    mutationFn: (said: Said) => call(answerZone, { body: { zone: browser, ...said } }),
    onSuccess: (answered) => {
      queries.setQueryData(key, answered);
      const now: Me = { ...me, zone: answered.zone };
      queries.setQueryData(meQuery.queryKey, now);
    },
  });
  if (!data?.question) return null;
  const isHome = data.homeZone === browser;
  return (
    <section className={styles['question']} aria-labelledby="zone">
      <h2 id="zone">{isHome ? 'Are you home again?' : 'Are you somewhere else?'}</h2>
      <Clocks question={data.question} zone={data.zone} next={next} />
      <Failed error={say.error} />
      <Answers
        isHome={isHome}
        city={cityOf(browser)}
        kept={cityOf(data.zone)}
        now={now}
        isBusy={say.isPending}
        onSay={say.mutate}
      />
    </section>
  );
}

function Clocks({ question, zone, next }: { question: Question; zone: string; next: OwnSession | null }) {
  const contact = useQuery({ queryKey: ['contact'], queryFn: () => call(readContact) }).data;
  const [there, here] = [cityOf(zone), cityOf(question.zone)];
  const quiet = contact && quietWords(contact);
  return (
    <>
      <p>
        This device says {question.clockHere} ({here}). We go by {question.clockThere} ({there}).
      </p>
      {next && (
        <p>
          Whatever you answer, your appointment stays when it is: {dayOf(next.startsAt, zone)}, {timeOfDay(next.startsAt, zone)}{' '}
          in {there}, that is {dayOf(next.startsAt, question.zone)}, {timeOfDay(next.startsAt, question.zone)} in {here}.
        </p>
      )}
      {contact && quiet && (
        <p>
          We do not wake you from {quiet}. By the clock of {there}, that is {quietWords(contact, question.awayMin)} in {here}. If
          you say that you are in {here}, it is {quiet} there.
        </p>
      )}
    </>
  );
}

type Asked = { isHome: boolean; city: string; kept: string; now: number; isBusy: boolean; onSay: (said: Said) => void };

function Answers({ isHome, city, kept, now, isBusy, onSay }: Asked) {
  const [isAway, setAway] = useState(false);
  const [lastDay, setLastDay] = useState(() => isoDay(now + 7 * DAY_MS, browserZone()));
  const keep = (
    <Button variant="default" disabled={isBusy} onClick={() => onSay({ answer: 'keep' })}>
      Keep the clock of {kept}
    </Button>
  );
  if (isHome)
    return (
      <div className={styles['answers']}>
        <Button disabled={isBusy} onClick={() => onSay({ answer: 'moved' })}>
          I am home again
        </Button>
        {keep}
      </div>
    );
  return (
    <div className={styles['answers']}>
      <Button variant={isAway ? 'default' : 'filled'} aria-expanded={isAway} disabled={isBusy} onClick={() => setAway(!isAway)}>
        I am in {city} for a while
      </Button>
      {isAway && (
        <div className={styles['until']}>
          <label htmlFor="last-day">My last day there</label>
          <input id="last-day" type="date" value={lastDay} onChange={({ currentTarget }) => setLastDay(currentTarget.value)} />
          <p className="small">
            After it we go by {kept} again. Some sessions need you to be where your team may treat you: tell them.
          </p>
          <Button disabled={isBusy || !lastDay} onClick={() => onSay({ answer: 'travelling', lastDay })}>
            Go by {city} until then
          </Button>
        </div>
      )}
      <Button variant="default" disabled={isBusy} onClick={() => onSay({ answer: 'moved' })}>
        I live in {city} now
      </Button>
      {keep}
    </div>
  );
}
