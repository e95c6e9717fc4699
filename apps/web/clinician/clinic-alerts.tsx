import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { acknowledgeClinicAlert, type ClinicAlert } from '#contracts';
import type { Level } from '#session-engine';
import { call } from '../call.js';
import { LevelBadge } from '../session/level-badge.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import styles from './board.module.css';
import { CLINIC_ALERTS } from './clinic-alert-words.js';
import { clinicAlertsQuery } from './queries.js';

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
      <span>{`${CLINIC_ALERTS[alert.kind]}${asOf(alert, zone)}`}</span>
      <Failed error={acknowledge.error} />
      <Button
        variant="default"
        loading={acknowledge.isPending}
        aria-label={`${words}: ${CLINIC_ALERTS[alert.kind]}`}
        onClick={() => acknowledge.mutate()}
      >
        {words}
      </Button>
    </li>
  );
}
