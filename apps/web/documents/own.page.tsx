import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Letters } from './letters.js';
import { Papers } from './papers.js';

/** A patient's own papers, and every letter about them. */
export default function OwnDocumentsPage({ me }: OwnPageProps) {
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle title="Papers">Your papers</PageTitle>
          <p className="quiet">
            Your team here can read them, and nobody else. You see everybody who opened one under{' '}
            <Link href="/who-saw">Who saw</Link>.
          </p>
        </div>
        <Papers patientId={me.personId} zone={me.zone} isOwn />
        <Letters patientId={me.personId} zone={me.zone} isOwn />
      </div>
    </Kit>
  );
}
