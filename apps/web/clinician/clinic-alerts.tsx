import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { acknowledgeClinicAlert, type ClinicAlert } from '#contracts';
import type { Level } from '#session-engine';
import { call } from '../call.js';
import { LevelBadge } from '../session/level-badge.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import styles from './board.module.css';
import { clinicAlertsQuery } from './queries.js';

const KINDS: Readonly<Record<ClinicAlert['kind'], string>> = {
  'nobody-on-call': 'Nobody is on call',
  'message-unanswered': 'A patient’s message waits for an answer',
  'message-parked': 'A task could not be done and is parked',
  'message-failed': 'A message could not be delivered',
  'visit-missed': 'An integration visit was missed',
  'visit-out-of-time': 'An integration visit lies outside its window',
  restored: 'Restored from a backup: what was recorded after it is missing here',
  'break-glass': 'A record was opened in an emergency',
  'break-glass-overdue': 'Nobody has reviewed a record that was opened in an emergency',
  'clinician-away': 'Somebody is away who is booked: look at what has to be moved',
  'safety-answer': 'Answers of a patient say that they may be in danger: open Assessments',
  'assessment-review': 'Answers of a patient are waiting for a look: open Assessments',
  'case-unowned': 'Nobody looks after a screening any more: give it to somebody',
  'clearance-overdue': 'An answer from outside has not come: open Screenings',
  'video-lost': 'A patient dropped out of a video call and has not come back: call them',
  'call-unattended': 'A patient waits in a video call, and nobody of the clinic is there',
  'cover-lost': 'Somebody may not do their part in what is booked: look at what is at risk',
  'course-paused': 'A course is paused until a prescriber has looked: open Reviews',
  'course-review-overdue': 'Nobody has looked at a paused course in time: open Reviews',
  'patient-unpaired': 'A patient has lost somebody of their team: open Cover',
  'hand-over-unread': 'A patient was handed over, and nobody has read what was written: open Cover',
  'supply-discrepancy': 'A count of medicine differs: open Supply, and ask the patient what was taken',
  'supply-recalled': 'A patient has medicine of a recalled lot: open Supply',
  'session-restored': 'A session was live in the backup: find out how the patient is, and how it ended',
};

/** Alerts that belong to no running session. */
export function ClinicAlerts({ zone }: { zone: string }) {
  const { data, error, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(clinicAlertsQuery);
  const alerts = data?.pages.flatMap((page) => page.alerts) ?? [];
  const untaken = alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const open = untaken.filter(({ isSeen }) => !isSeen);
  const hasMore = untaken.length === alerts.length && Boolean(data?.pages.at(-1)?.next);
  if (!open.length && !hasMore && !error) return null;
  return (
    <section aria-labelledby="queue-clinic">
      <h2 id="queue-clinic">Clinic</h2>
      <Failed error={error} />
      <ul>
        {open.map((alert) => (
          <OneAlert key={alert.id} alert={alert} zone={zone} />
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

/** Of a gap in the rota: where it begins. Of a restore: how old what is shown here is. */
const asOf = ({ kind, aboutAt }: ClinicAlert, zone: string): string =>
  aboutAt === null
    ? ''
    : ` (${kind === 'nobody-on-call' ? 'from' : 'as of'} ${dayOf(aboutAt, zone)}, ${timeOfDay(aboutAt, zone)})`;

function OneAlert({ alert, zone }: { alert: ClinicAlert; zone: string }) {
  const queries = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: () => call(acknowledgeClinicAlert, { params: { alertId: alert.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: clinicAlertsQuery.queryKey }),
  });
  const words = alert.isForClinician ? 'I have seen it' : 'Acknowledge';
  return (
    <li className={styles['item']}>
      <LevelBadge level={alert.level as Level} />
      <span>{`${KINDS[alert.kind]}${asOf(alert, zone)}`}</span>
      <Failed error={acknowledge.error} />
      <Button
        variant="default"
        loading={acknowledge.isPending}
        aria-label={`${words}: ${KINDS[alert.kind]}`}
        onClick={() => acknowledge.mutate()}
      >
        {words}
      </Button>
    </li>
  );
}
