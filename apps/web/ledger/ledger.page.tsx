import { useQuery } from '@tanstack/react-query';

import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { DoseLedger } from './dose-ledger.js';
import { PausesCard } from './pauses-card.js';
import { ledgerQuery } from './queries.js';

/** What a patient took and what came with it, and why their course is paused. */
export default function LedgerPage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  const { data } = useQuery(ledgerQuery(patientId));
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle title="Dose ledger">{data ? `Dose ledger: ${data.patientName}` : 'Dose ledger'}</PageTitle>
          <p className="row">
            <Link href="/reviews">All reviews</Link>
            <Link href={`/assessments/${patientId}`}>Answers and scores</Link>
          </p>
        </div>
        <PausesCard patientId={patientId} me={me} />
        <DoseLedger patientId={patientId} zone={me.zone} />
      </div>
    </Kit>
  );
}
