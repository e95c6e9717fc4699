import type { Me } from '#contracts';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { SupplyCard } from './supply-card.js';

/** One patient's medicine. */
export function PatientSupply({ patientId, me }: { patientId: string; me: Me }) {
  return (
    <div className="stack">
      <div>
        <PageTitle>Supply</PageTitle>
        <p className="row">
          <Link href="/supply">All medicine</Link>
          <Link href={`/preparation/${patientId}`}>Preparation</Link>
        </p>
      </div>
      <SupplyCard patientId={patientId} me={me} />
    </div>
  );
}
