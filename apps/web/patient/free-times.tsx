import type { FreeTimes as Free, FreeTime } from '#contracts';
import { Button } from '../shell/button.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { lockedWords } from './locked-words.js';
import { DAYS_SHOWN } from './queries.js';
import { Times } from './times.js';

type Props = {
  free: Free | undefined;
  error: unknown;
  news: string | null;
  skippedDays: number;
  onSkip: (days: number) => void;
  onChoose: (time: FreeTime) => void;
};

/** Two weeks of free times, with a way on. */
export function FreeTimes({ free, error, news, skippedDays, onSkip, onChoose }: Props) {
  return (
    <>
      {news && <Notice kind="watch">{news}</Notice>}
      <Failed error={error} />
      {!free && !error && <Loading what="the free times" />}
      {free &&
        (free.times.length ? <Times key={skippedDays} free={free} onChoose={onChoose} /> : <NoTimes reason={free.reason} />)}
      {free && !free.reason && <Pages skippedDays={skippedDays} onSkip={onSkip} />}
    </>
  );
}

function NoTimes({ reason }: { reason: string | null }) {
  if (reason === null) return <Empty title="No free times in these two weeks">Please look at later days.</Empty>;
  const { title, words } = lockedWords(reason, null);
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
