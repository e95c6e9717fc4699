import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FreeTime } from '#contracts';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { BookDialog } from './book-dialog.js';
import { lockedWords } from './locked-words.js';
import { DAYS_SHOWN, freeTimesQuery } from './queries.js';
import { Times } from './times.js';

export default function BookPage({ me }: OwnPageProps) {
  const [skippedDays, setSkippedDays] = useState(0);
  const [chosen, setChosen] = useState<FreeTime | null>(null);
  const [news, setNews] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(freeTimesQuery(me.personId, me.zone, skippedDays));
  const takenMeanwhile = (words: string) => {
    setChosen(null);
    setNews(words);
    void refetch();
  };
  return (
    <div className="stack">
      <PageTitle>Choose a time</PageTitle>
      <p className="quiet">About three hours, and a visit on the day after. Both are booked together.</p>
      {news && <Notice kind="watch">{news}</Notice>}
      <Failed error={error} />
      {!data && !error && <Loading what="the free times" />}
      {data &&
        (data.times.length ? <Times key={skippedDays} free={data} onChoose={setChosen} /> : <NoTimes reason={data.reason} />)}
      {data && !data.reason && <Pages skippedDays={skippedDays} onSkip={setSkippedDays} />}
      {data && chosen && (
        <BookDialog me={me} free={data} time={chosen} onClose={() => setChosen(null)} onTaken={takenMeanwhile} />
      )}
    </div>
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
