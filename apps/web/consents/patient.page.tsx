import { useQuery } from '@tanstack/react-query';

import type { Consents } from '#contracts';
import care from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Notice, Unreachable } from '../shell/states.js';
import { dayOf } from '../time.js';
import { ClauseText } from './clause-text.js';
import styles from './consents.module.css';
import { consentsQuery } from './queries.js';
import { LACKS } from './words.js';

/** What a patient has signed, for who cares for them. */
export default function PatientConsentsPage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  const { data, error, refetch } = useQuery(consentsQuery(patientId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the consent" />;
  return (
    <div className={care['page']}>
      <div>
        <PageTitle title={`Consent of ${data.patientName}`}>{data.patientName}: consent</PageTitle>
        <p>
          <Link href={`/patients/${patientId}/chart`}>Chart</Link>
        </p>
      </div>
      <ConsentNotice consents={data} zone={me.zone} />
      {data.clauses.length === 0 && (
        <Empty title="No clauses are in force">An admin or the medical director publishes them under Consent.</Empty>
      )}
      <ul className={styles['list']}>
        {data.clauses.map(({ clauseId, title, version, text, lack, signedAt, signedName }) => (
          <li key={clauseId}>
            <details>
              <summary>
                {title}, version {version}{' '}
                <span className={care['tag']} data-kind={lack ? 'late' : 'done'}>
                  {lack ? LACKS[lack] : `Signed ${dayOf(signedAt!, me.zone)}`}
                </span>
              </summary>
              {signedName && <p className="quiet small">By the name of {signedName}</p>}
              <ClauseText text={text} />
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whether consent holds, in one sentence. */
export function ConsentNotice({
  consents: { isCurrent, validUntil, withdrawnAt, edition },
  zone,
}: {
  consents: Consents;
  zone: string;
}) {
  if (isCurrent)
    return (
      <Notice kind="good">
        Signed as a whole ({edition}){validUntil && `, until ${dayOf(validUntil, zone)}`}.
      </Notice>
    );
  if (withdrawnAt) return <Notice kind="danger">Withdrawn on {dayOf(withdrawnAt, zone)}. No dose can be released.</Notice>;
  return (
    <Notice kind="watch">Not signed as a whole. No dose can be released before the patient has signed what is missing.</Notice>
  );
}
