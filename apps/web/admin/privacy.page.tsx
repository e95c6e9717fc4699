import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import { type GlassOutcome, type GlassReview, reviewGlass } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { reviewsQuery } from '../care/queries.js';
import { GLASS_REASONS, OUTCOMES, ROLES } from '../care/words.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, duration, timeOfDay } from '../time.js';

/** Every record that was opened in an emergency: those that wait for somebody to judge them first. */
export default function PrivacyPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data: pages, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(reviewsQuery);
  const data = pages?.pages.flatMap(({ reviews }) => reviews);
  const waiting = data?.filter(({ reviewedAt }) => reviewedAt === null) ?? [];
  const done = data?.filter(({ reviewedAt }) => reviewedAt !== null) ?? [];
  return (
    <div className={styles['page']}>
      <div>
        <PageTitle title="Emergency access">Records opened in an emergency</PageTitle>
        <p className="quiet">Each is to be reviewed within three days. After that the medical director is told.</p>
      </div>
      <Failed error={error} />
      {!data && !error && <Loading what="the queue" />}
      {data && waiting.length === 0 && (
        <Empty title="Nothing waits for a review">
          Whenever a record is opened in an emergency, you are told, and it shows here.
        </Empty>
      )}
      <ul className="stack">
        {[...waiting, ...done].map((review) => (
          <Review key={review.grantId} review={review} zone={me.zone} now={now} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </div>
  );
}

function State({ review: { outcome, dueAt, isEscalated }, now }: { review: GlassReview; now: number }) {
  if (outcome) {
    return (
      <span className={styles['tag']} data-kind="done">
        {OUTCOMES[outcome]}
      </span>
    );
  }
  const left = Date.parse(dueAt) - now;
  const isLate = isEscalated || left <= 0;
  return (
    <span className={styles['tag']} data-kind={isLate ? 'late' : 'due'}>
      {isLate ? 'Overdue' : `Due in ${duration(left)}`}
    </span>
  );
}

function Review({ review, zone, now }: { review: GlassReview; zone: string; now: number }) {
  const { patientName, personName, personRole, reason, text, openedAt, closedAt, reviewedAt, reviewedByName } = review;
  return (
    <li className="card stack">
      <div className="row">
        <h2>{patientName}</h2>
        <State review={review} now={now} />
      </div>
      <p>
        Opened by {personName} ({ROLES[personRole].toLowerCase()}) on {dayOf(openedAt, zone)}, {timeOfDay(openedAt, zone)} to{' '}
        {timeOfDay(closedAt, zone)}: {GLASS_REASONS[reason].toLowerCase()}.
      </p>
      <blockquote className={styles['said']}>{text}</blockquote>
      {reviewedAt === null ? (
        <Judge grantId={review.grantId} who={personName} />
      ) : (
        <p className="quiet small">
          Reviewed by {reviewedByName} on {dayOf(reviewedAt, zone)}.
        </p>
      )}
    </li>
  );
}

function Judge({ grantId, who }: { grantId: string; who: string }) {
  const queries = useQueryClient();
  const judge = useMutation({
    mutationFn: (outcome: GlassOutcome) => call(reviewGlass, { params: { grantId }, body: { outcome } }),
    onSettled: () => queries.invalidateQueries({ queryKey: reviewsQuery.queryKey }),
  });
  return (
    <fieldset className={styles['group']} aria-label={`Your judgement of what ${who} did`}>
      {(Object.keys(OUTCOMES) as GlassOutcome[]).map((outcome) => (
        <Button
          key={outcome}
          variant={outcome === 'justified' ? 'filled' : 'default'}
          loading={judge.isPending && judge.variables === outcome}
          disabled={judge.isPending}
          onClick={() => judge.mutate(outcome)}
        >
          {OUTCOMES[outcome]}
        </Button>
      ))}
      <Failed error={judge.error} />
    </fieldset>
  );
}
