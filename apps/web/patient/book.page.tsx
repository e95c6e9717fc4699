import { useQuery } from '@tanstack/react-query';
import type { FreeTime } from '#contracts';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { BookDialog } from './book-dialog.js';
import { FreeTimes, useChoosing } from './free-times.js';
import { freeTimesQuery } from './queries.js';
import { SuitsCard } from './suits-card.js';

export default function BookPage({ me }: OwnPageProps) {
  const { skippedDays, setSkippedDays, chosen, setChosen, news, taken } = useChoosing<FreeTime>();
  const { data, error, refetch } = useQuery(freeTimesQuery(me.personId, me.zone, skippedDays));
  return (
    <div className="stack">
      <PageTitle>Choose a time</PageTitle>
      <p className="quiet">
        About three hours, and a visit on the day after. Both are booked together. You can also{' '}
        <Link href="/book/course">book the whole course</Link>.
      </p>
      <SuitsCard me={me} />
      <FreeTimes free={data} error={error} news={news} skippedDays={skippedDays} onSkip={setSkippedDays} onChoose={setChosen} />
      <p className="quiet">
        Nothing that suits? <Link href="/waiting">Wait for a time to become free</Link>
      </p>
      {data && chosen && (
        <BookDialog me={me} free={data} time={chosen} onClose={() => setChosen(null)} onTaken={taken(refetch)} />
      )}
    </div>
  );
}
