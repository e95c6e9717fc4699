import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';

import { type PairingOfPart, type PatientPairing, rankClinicians } from '#contracts';
import { call, isProblem } from '../call.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading, Notice, Unreachable } from '../shell/states.js';
import { dayFromNow } from '../time.js';
import { ConflictForm } from './conflict-form.js';
import styles from './pairing.module.css';
import { pairingQuery } from './queries.js';
import { Ranked } from './ranked.js';
import { Seek } from './seek.js';
import { useAct } from './use-act.js';
import { FILTERS, PARTS } from './words.js';

/** Who looks after a patient or could, and what keeps everybody else out; for staff. */
export default function PatientPairingPage({ me, params }: OwnPageProps) {
  const now = useNow(30_000);
  const patientId = params['id']!;
  const { data, error, refetch } = useQuery(pairingQuery(patientId));
  if (isProblem(error, 'care.not-found')) return <Empty title="There is nothing here that you can see">Ask for access.</Empty>;
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="who looks after them" />;
  const isAdmin = me.role === 'admin';
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle title="Pairing">{data.patientName}</PageTitle>
          <Link href={isAdmin ? '/cover' : '/pairings'}>{isAdmin ? 'Cover' : 'Your pairings'}</Link>
        </div>
        {!data.isPlaceStated && (
          <Notice kind="watch">Nobody has said where this patient is, so nobody can be paired with them.</Notice>
        )}
        {data.pairings.map((one) => (
          <OfPart key={one.pairingId} patientId={patientId} one={one} now={now} zone={me.zone} />
        ))}
        {data.lacking.length > 0 && <Seek patientId={patientId} parts={data.lacking} />}
        <KeptOut data={data} />
        {!isAdmin && <ConflictForm patientId={patientId} />}
      </div>
    </Kit>
  );
}

type PartProps = { patientId: string; one: PairingOfPart; now: number; zone: string };

function OfPart({ patientId, one, now, zone }: PartProps) {
  const titleId = useId();
  const { part, clinician, asked, candidates, overlapUntil } = one;
  const again = useAct(() => call(rankClinicians, { params: { patientId }, body: { part } }));
  const isSought = !clinician && !asked;
  return (
    <section className="card stack" aria-labelledby={titleId}>
      <h2 id={titleId}>{PARTS[part]}</h2>
      {clinician && (
        <p>
          {clinician.displayName}
          {overlapUntil && `, who hands over until ${dayFromNow(overlapUntil, now, zone)}`}
        </p>
      )}
      {asked && (
        <p>
          {asked.displayName} is asked, until {dayFromNow(asked.until, now, zone)}
        </p>
      )}
      {isSought && (
        <>
          <p>{candidates.length ? 'Nobody is chosen yet.' : 'Nobody fits at this moment.'}</p>
          <Ranked patientId={patientId} part={part} candidates={candidates} />
          <Failed error={again.error} />
          <div>
            <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
              Rank again
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function KeptOut({ data: { excluded, barred } }: { data: PatientPairing }) {
  if (!excluded.length && !barred.length) return null;
  return (
    <section className="card stack" aria-labelledby="kept-out">
      <h2 id="kept-out">Kept out, and by what</h2>
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">As</th>
              <th scope="col">What keeps them out</th>
            </tr>
          </thead>
          <tbody>
            {excluded.map(({ personId, displayName, part, filter, day }) => (
              <tr key={`${personId} ${part}`}>
                <td>{displayName}</td>
                <td>{PARTS[part]}</td>
                <td>
                  {FILTERS[filter]}
                  {day && `, from ${day} on`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
