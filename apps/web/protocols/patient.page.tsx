import { useQuery } from '@tanstack/react-query';

import type { PatientProtocolView } from '#contracts';
import { isProblem } from '../call.js';
import { PdmpCard } from '../clinician/pdmp-card.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Notice, Unreachable } from '../shell/states.js';
import { DosesCard } from './doses-card.js';
import { DraftCard } from './draft-card.js';
import { EndCard } from './end-card.js';
import { PatientPauseLimits } from './pause-limits-card.js';
import styles from './protocols.module.css';
import { protocolQuery } from './queries.js';
import { RequestsCard } from './requests-card.js';
import { ReviewCard } from './review-card.js';
import { VersionsCard } from './versions-card.js';
import { PROTOCOL_STATES, reasonWords } from './words.js';

/** A patient's protocol: what is signed, what is proposed, and why. People decide; the page fills nothing in. */
export default function ProtocolPage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  const { data, error, refetch } = useQuery(protocolQuery(patientId));
  if (isProblem(error, 'care.not-found')) return <Nothing />;
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the protocol" />;
  const prescribes = me.role !== 'therapist';
  return (
    <Kit>
      <div className="stack">
        <Head found={data} prescribes={prescribes} />
        {prescribes && data.unreviewed.length > 0 && <ReviewCard found={data} />}
        {data.protocol && <DosesCard found={data} doses={data.protocol.doses} me={me} />}
        {prescribes && <PdmpCard patientId={patientId} zone={me.zone} />}
        <RequestsCard found={data} isTherapist={!prescribes} zone={me.zone} />
        {prescribes && <DraftCard key={draftOf(data)?.revision ?? 0} found={data} />}
        {prescribes && holds(data) && <EndCard found={data} zone={me.zone} />}
        <PatientPauseLimits patientId={patientId} maySign={prescribes} zone={me.zone} />
        {data.protocol && <VersionsCard versions={data.protocol.versions} zone={me.zone} />}
      </div>
    </Kit>
  );
}

const draftOf = ({ protocol }: PatientProtocolView) => protocol?.versions.find(({ state }) => state === 'draft');

const holds = ({ protocol }: PatientProtocolView) => protocol?.state === 'signed' || protocol?.state === 'running';

const Nothing = () => (
  <div className="stack">
    <PageTitle>Protocol</PageTitle>
    <Empty title="There is no protocol here that you can see">
      <Link href="/patients">Find a patient</Link>
    </Empty>
  </div>
);

function Head({
  found: { patientId, patientName, protocol, authority },
  prescribes,
}: {
  found: PatientProtocolView;
  prescribes: boolean;
}) {
  return (
    <header className="stack">
      <div>
        <PageTitle title="Protocol">{patientName}</PageTitle>
        <div className="row">
          <span className={styles['tag']} data-kind={protocol?.state === 'paused' ? 'late' : undefined}>
            {PROTOCOL_STATES[protocol?.state ?? 'draft']}
          </span>
          <Link href={`/patients/${patientId}/course`}>Sessions</Link>
          <Link href={`/assessments/${patientId}`}>Answers and findings</Link>
        </div>
      </div>
      {prescribes && !authority.maySign && (
        <Notice kind="watch">You cannot sign for this patient today. {reasonWords(authority.reason)}.</Notice>
      )}
    </header>
  );
}
