import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { LevelBadge } from '../session/level-badge.js';
import { nameOf } from '../session/party-name.js';
import { alertWords } from '../session/words.js';
import { Icon } from '../shell/icons.js';
import { Link } from '../shell/router.js';
import { dayFromNow, duration, timeOfDay } from '../time.js';
import { AlertButtons } from './alert-buttons.js';
import styles from './board.module.css';
import { ClinicAlerts } from './clinic-alerts.js';
import { Covers } from './covers.js';
import { OnCall } from './on-call.js';
import { visitsQuery } from './queries.js';
import type { OpenAlert, Watched } from './watched.js';

type Props = { me: Me; sessions: readonly Watched[]; alerts: readonly OpenAlert[]; now: number };

/** What waits for a person, the most urgent first. */
export function Queue({ me, sessions, alerts, now }: Props) {
  return (
    <aside className={styles['queue']} aria-label="Waiting for somebody">
      <Alerts alerts={alerts} now={now} />
      <Releases sessions={sessions} />
      <MissedVisits me={me} now={now} />
      <ClinicAlerts zone={me.zone} />
      <OnCall zone={me.zone} />
      <Covers me={me} />
      <p className="small">
        <Link href="/break-glass">Open a record in an emergency</Link>
      </p>
    </aside>
  );
}

function Alerts({ alerts, now }: Pick<Props, 'alerts' | 'now'>) {
  return (
    <section aria-labelledby="queue-alerts">
      <h2 id="queue-alerts">Alerts</h2>
      {alerts.length === 0 && (
        <p className="row quiet">
          <Icon name="check" /> No open alert
        </p>
      )}
      <ul>
        {alerts.map(({ alert, watched: { tile, live } }) => (
          <li key={`${tile.id} ${alert.id}`} className={styles['item']}>
            <div className={styles['itemTop']}>
              <Link href={`/board/${tile.id}`}>{tile.patientName}</Link>
              <LevelBadge level={alert.level} isSmall />
            </div>
            <span>
              {alertWords(alert)}, {duration(now - alert.raisedAt)} ago
              {alert.acknowledgedAt !== undefined && `. Acknowledged by ${nameOf(tile, alert.acknowledgedBy, 'a colleague')}.`}
            </span>
            {live && <AlertButtons live={live} alert={alert} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Releases({ sessions }: Pick<Props, 'sessions'>) {
  const waiting = sessions.filter(({ state }) => ['pre_check', 'gate_pending', 'gate_passed'].includes(state.phase));
  if (!waiting.length) return null;
  const words = { pre_check: 'Gate not evaluated yet', gate_pending: 'Gate held', gate_passed: 'Gate passed, waits for release' };
  return (
    <section aria-labelledby="queue-releases">
      <h2 id="queue-releases">Before the dose</h2>
      <ul>
        {waiting.map(({ tile, state }) => (
          <li key={tile.id} className={styles['item']}>
            <Link href={`/board/${tile.id}`}>{tile.patientName}</Link>
            <span>{words[state.phase as keyof typeof words]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MissedVisits({ me, now }: Pick<Props, 'me' | 'now'>) {
  const missed = useQuery(visitsQuery).data?.filter(({ state }) => state === 'missed') ?? [];
  if (!missed.length) return null;
  return (
    <section aria-labelledby="queue-visits">
      <h2 id="queue-visits">Missed integration visits</h2>
      <ul>
        {missed.map((visit) => (
          <li key={visit.id} className={styles['item']}>
            <Link href="/visits">{visit.patientName}</Link>
            <span>
              {dayFromNow(visit.startsAt, now, me.zone)}, {timeOfDay(visit.startsAt, me.zone)}, with {visit.therapistName}. The
              next dose stays locked.
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
