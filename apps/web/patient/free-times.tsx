import { useState } from 'react';

import { Button } from '../shell/button.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { type Locked, lockedWords } from './locked-words.js';
import { DAYS_SHOWN } from './queries.js';
import { type Choosable, Times } from './times.js';

type Props<T extends { startsAt: string }> = {
  free: (Choosable<T> & { reason: string | null }) | undefined;
  error: unknown;
  news: string | null;
  skippedDays: number;
  onSkip: (days: number) => void;
  onChoose: (time: T) => void;
  /** Whoever chooses is the patient; without it they are. */
  isOwn?: boolean;
  /** Why there is nothing to choose from, in words; without it, of a session. */
  wordsOf?: (reason: string) => Locked;
};

const ofSession = (reason: string) => lockedWords(reason, null);

/** Two weeks of free times, with a way on. */
export function FreeTimes<T extends { startsAt: string }>(props: Props<T>) {
  const { free, error, news, skippedDays, onSkip, onChoose, isOwn = true, wordsOf = ofSession } = props;
  return (
    <>
      {news && <Notice kind="watch">{news}</Notice>}
      <Failed error={error} />
      {!free && !error && <Loading what="the free times" />}
      {free &&
        (free.times.length ? (
          <Times key={skippedDays} free={free} isOwn={isOwn} onChoose={onChoose} />
        ) : (
          <NoTimes reason={free.reason} wordsOf={wordsOf} />
        ))}
      {free && (!free.reason || free.reason === 'no-common-time') && <Pages skippedDays={skippedDays} onSkip={onSkip} />}
    </>
  );
}

function NoTimes({ reason, wordsOf }: { reason: string | null; wordsOf: (reason: string) => Locked }) {
  if (reason === null || reason === 'no-common-time')
    return <Empty title="No free times in these two weeks">Please look at later days.</Empty>;
  const { title, words } = wordsOf(reason);
  return <Empty title={title}>{words}</Empty>;
}

function Pages({ skippedDays, onSkip }: { skippedDays: number; onSkip: (days: number) => void }) {
  return (
    <div className="row">
      {skippedDays > 0 && (
        <Button variant="default" onClick={() => onSkip(skippedDays - DAYS_SHOWN)}>
          Earlier days
        </Button>
      )}
      <Button variant="default" onClick={() => onSkip(skippedDays + DAYS_SHOWN)}>
        Later days
      </Button>
    </div>
  );
}

/** Somebody looks through free times, two weeks at a time, and chooses one. */
export function useChoosing<T>() {
  const [skippedDays, setSkippedDays] = useState(0);
  const [chosen, setChosen] = useState<T | null>(null);
  const [news, setNews] = useState<string | null>(null);
  /** Somebody was quicker: it is said, and the times are asked for anew. */
  const taken = (refetch: () => unknown) => (words: string) => {
    setChosen(null);
    setNews(words);
    void refetch();
  };
  return { skippedDays, setSkippedDays, chosen, setChosen, news, taken };
}
