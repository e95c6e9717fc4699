import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { type PauseLimitsView, signPatientPauseLimits, signPauseLimits } from '#contracts';
import { call } from '../call.js';
import { Words } from '../screening/fields.js';
import { Failed, Loading } from '../shell/states.js';
import { dayOf } from '../time.js';
import { NumberLine } from './number-line.js';
import styles from './protocols.module.css';
import { ProveButton } from './prove-button.js';
import { clinicLimitsQuery, patientLimitsQuery } from './queries.js';

const LIMITS: Readonly<Record<string, string>> = {
  graveLevel: 'Alert in a session, from level',
  worseBy: 'PHQ-9 or GAD-7 worse than the first one by, points',
  worseTimes: 'Answers that much worse',
  visitsMissed: 'Missed visits after sessions',
  urinarySymptoms: 'Urinary symptoms at one check',
  gapDays: 'Days without a dose, more than',
  responseFrom: 'Response is asked for from a first PHQ-9 of',
  responseLeftPct: 'No response while more than this is left of it, %',
};

type Signed = Readonly<{ basedOn: number; reason: string; limits: Record<string, number> }>;
type Props = { view: PauseLimitsView; maySign: boolean; what: string; sign: (body: Signed) => Promise<unknown>; zone: string };

/** The clinic's own limits for pausing, which the medical director signs. */
export function ClinicPauseLimits({ maySign, zone }: Pick<Props, 'maySign' | 'zone'>) {
  const { data, error } = useQuery(clinicLimitsQuery);
  const sign = (body: Signed) => call(signPauseLimits, { body });
  const of = { maySign, zone, sign, what: 'You sign this as medical director, for every course of the clinic.' };
  return <Card about="In this clinic." {...{ data, error, of }} />;
}

/** Limits for pausing that hold for one patient beside the clinic's. */
export function PatientPauseLimits({ patientId, maySign, zone }: Pick<Props, 'maySign' | 'zone'> & { patientId: string }) {
  const { data, error } = useQuery(patientLimitsQuery(patientId));
  const sign = (body: Signed) => call(signPatientPauseLimits, { params: { patientId }, body });
  const of = { maySign, zone, sign, what: 'You sign this for this patient alone.' };
  return (
    <Card about="For this patient: the strictest of theirs, the clinic’s and what Hearth brings." {...{ data, error, of }} />
  );
}

type CardProps = { about: string; data: PauseLimitsView | undefined; error: unknown; of: Omit<Props, 'view'> };

function Card({ about, data, error, of }: CardProps) {
  const id = useId();
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>When a course pauses</h2>
      <p className="quiet">
        {about} Each limit is as Hearth brings it or stricter. Only a prescriber lets a paused course go on.
      </p>
      <Failed error={error} />
      {!data && !error && <Loading what="the limits" />}
      {data && (
        <>
          <dl className={styles['limits']}>
            {Object.entries(LIMITS).map(([name, label]) => (
              <div key={name}>
                <dt>{label}</dt>
                <dd>
                  <strong>{data.holds[name]}</strong>
                </dd>
              </div>
            ))}
          </dl>
          <History view={data} zone={of.zone} />
          {of.maySign && <Form key={data.versions[0]?.version ?? 0} view={data} {...of} />}
        </>
      )}
    </section>
  );
}

const History = ({ view: { versions }, zone }: Pick<Props, 'view' | 'zone'>) =>
  versions.length === 0 ? (
    <p className="quiet small">Nobody has signed others: these are what Hearth brings.</p>
  ) : (
    <ol className="small">
      {versions.map(({ version, signedAt, signedByName, reason, limits }) => (
        <li key={version}>
          Version {version}, {dayOf(signedAt, zone)}, {signedByName ?? 'somebody'}: {reason ?? 'the reason was erased'}{' '}
          <span className="quiet">
            {Object.entries(limits)
              .map(([name, limit]) => `${LIMITS[name] ?? name} ${limit}`)
              .join('; ') || 'as Hearth brings them'}
          </span>
        </li>
      ))}
    </ol>
  );

function Form({ view: { versions, strictestFrom, floors }, what, sign }: Omit<Props, 'maySign'>) {
  const [own, setOwn] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(Object.entries(versions[0]?.limits ?? {}).map(([name, limit]) => [name, String(limit)])),
  );
  const [reason, setReason] = useState('');
  const act = () => {
    const given = Object.entries(own).filter(([, limit]) => limit.trim() !== '');
    const limits = Object.fromEntries(given.map(([name, limit]) => [name, Number(limit)]));
    return sign({ basedOn: versions[0]?.version ?? 0, reason: reason.trim(), limits });
  };
  return (
    <details>
      <summary>Change the limits</summary>
      <div className="stack">
        <div className={styles['fields']}>
          {Object.entries(LIMITS).map(([name, label]) => (
            <NumberLine
              key={name}
              isOptional
              label={`${label} (${floors[name]} to ${strictestFrom[name]})`}
              value={own[name] ?? ''}
              onChange={(limit) => setOwn({ ...own, [name]: limit })}
            />
          ))}
        </div>
        <Words label="Why these limits" value={reason} onChange={setReason} isOptional rows={2} />
        <ProveButton words="Sign these limits" what={what} act={act} isOff={reason.trim().length < 3} variant="default" />
      </div>
    </details>
  );
}
