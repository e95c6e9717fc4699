import { useQuery } from '@tanstack/react-query';

import type { Anomaly, AuditPerson } from '#contracts';
import { EVIDENCE, KINDS } from '../shell/audit-words.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { isoDay, timeOfDay } from '../time.js';
import styles from './audit.module.css';
import { Name } from './audit-events.js';
import { anomaliesQuery, type Span } from './audit-queries.js';

type Follow = { onPatient: (who: AuditPerson) => void; onPerson: (who: AuditPerson) => void };

/** Reads that somebody should ask about. It accuses nobody: families share names, and clinics treat their own people. */
export function Anomalies({ span, zone, ...follow }: Follow & { span: Span; zone: string }) {
  const { data, error } = useQuery(anomaliesQuery(span));
  return (
    <section className="stack" aria-label="Reads to ask about">
      <p className="quiet small">
        These need a question, not a verdict: families share names, and some who work here are patients. Records opened in an
        emergency are reviewed one by one and are not listed here.
      </p>
      <Failed error={error} />
      {!data && !error && <Loading what="the report" />}
      {data?.length === 0 && <Empty title="Nothing to ask about in this time" />}
      <ul className={`card ${styles['list']}`}>
        {data?.map((anomaly) => (
          <OneAnomaly
            key={[anomaly.kind, anomaly.actor.id, anomaly.subject.id].join()}
            anomaly={anomaly}
            zone={zone}
            {...follow}
          />
        ))}
      </ul>
    </section>
  );
}

function OneAnomaly({ anomaly, zone, onPatient, onPerson }: Follow & { anomaly: Anomaly; zone: string }) {
  const { kind, evidence, actor, subject, acts, lastAt } = anomaly;
  return (
    <li>
      <time dateTime={lastAt}>
        {isoDay(lastAt, zone)} {timeOfDay(lastAt, zone)}
      </time>
      <div>
        <p>
          <Name who={actor} onChoose={onPerson} /> read or changed the record of <Name who={subject} onChoose={onPatient} />{' '}
          {acts === 1 ? 'once' : `${acts} times`}.
        </p>
        <p className={styles['kind']}>{KINDS[kind]}</p>
        <p className="quiet small">{evidence.map((sign) => EVIDENCE[sign]).join(', ')}</p>
      </div>
    </li>
  );
}
