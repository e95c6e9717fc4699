import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Consents } from '#contracts';
import { serverTime } from '../server-time.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Loading, Notice, Unreachable } from '../shell/states.js';
import { dayOf } from '../time.js';
import { ClauseText } from './clause-text.js';
import styles from './consents.module.css';
import { consentsQuery } from './queries.js';
import { Reading } from './reading.js';
import { WithdrawDialog } from './withdraw-dialog.js';
import { isToSign } from './words.js';

/** What a patient agrees to: to read clause by clause, to sign, and to take back. */
export default function OwnConsentsPage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(consentsQuery(me.personId));
  const [isReading, setReading] = useState(false);
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your consent" />;
  return (
    <Kit>
      {isReading ? (
        <Reading patientId={me.personId} consents={data} onDone={() => setReading(false)} />
      ) : (
        <Overview consents={data} me={me} onRead={() => setReading(true)} />
      )}
    </Kit>
  );
}

type Props = { consents: Consents; me: OwnPageProps['me']; onRead: () => void };

function Overview({ consents, me, onRead }: Props) {
  const [isWithdrawing, setWithdrawing] = useState(false);
  const toSign = consents.clauses.filter((clause) => isToSign(clause, serverTime.now())).length;
  const isAnySigned =
    consents.isCurrent || consents.clauses.some(({ signedAt, lack }) => signedAt !== null && lack !== 'withdrawn');
  return (
    <div className="stack">
      <div>
        <PageTitle title="Consent">What you agree to</PageTitle>
        <p className="quiet">Take your time. You can ask your team about each of it, and take it back whenever you like.</p>
      </div>
      <Where consents={consents} zone={me.zone} toSign={toSign} />
      {toSign > 0 && (
        <div>
          <Button size="l" onClick={onRead}>
            {toSign === 1 ? 'Read and sign one part' : `Read and sign ${toSign} parts`}
          </Button>
        </div>
      )}
      {consents.clauses.length === 0 && (
        <Empty title="There is nothing to sign yet">Your clinic puts the text here. They tell you when it is there.</Empty>
      )}
      <Clauses consents={consents} zone={me.zone} />
      {isAnySigned && (
        <div>
          <Button variant="default" onClick={() => setWithdrawing(true)}>
            Take back my consent
          </Button>
        </div>
      )}
      {isWithdrawing && <WithdrawDialog patientId={me.personId} onClose={() => setWithdrawing(false)} />}
    </div>
  );
}

function Where({
  consents: { isCurrent, validUntil, withdrawnAt, clauses },
  zone,
  toSign,
}: {
  consents: Consents;
  zone: string;
  toSign: number;
}) {
  if (isCurrent)
    return (
      <Notice kind="good">
        You have signed all of it.{validUntil && ` It holds until ${dayOf(validUntil, zone)}.`}
        {toSign > 0 && ' Some of it ends soon. You can sign it again now.'}
      </Notice>
    );
  if (withdrawnAt)
    return <Notice kind="watch">You took your consent back on {dayOf(withdrawnAt, zone)}. No dose is given.</Notice>;
  return clauses.length > 0 ? <Notice kind="watch">Some of it is not signed yet. No dose is given before it is.</Notice> : null;
}

function Clauses({ consents: { clauses }, zone }: { consents: Consents; zone: string }) {
  if (clauses.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="clauses">
      <h2 id="clauses">All parts</h2>
      <ul className={styles['list']}>
        {clauses.map(({ clauseId, title, text, lack, signedAt, signedName }) => (
          <li key={clauseId}>
            <details>
              <summary>
                {title}
                <span className="quiet small">
                  {' '}
                  · {lack === null && signedAt ? `signed ${dayOf(signedAt, zone)}` : 'not signed'}
                </span>
              </summary>
              <ClauseText text={text} />
              {lack === null && signedName && <p className="quiet small">Signed as {signedName}</p>}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
