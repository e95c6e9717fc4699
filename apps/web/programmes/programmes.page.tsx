import { useQuery } from '@tanstack/react-query';

import { draftProgramme } from '#contracts';
import { call } from '../call.js';
import { standingQuery } from '../care/queries.js';
import { templatesQuery } from '../protocols/queries.js';
import { ShippedCard } from '../protocols/shipped-card.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { ProgrammeCard } from './programme-card.js';
import { programmesQuery } from './queries.js';

const draft = (code: string) => call(draftProgramme, { body: { code } });

/** What the clinic offers. The medical director drafts, publishes and retires; clinicians enrol on the patient's chart. */
export default function ProgrammesPage({ me }: OwnPageProps) {
  const { data, error } = useQuery(programmesQuery);
  const maySet = useQuery(standingQuery).data?.isMedicalDirector ?? false;
  const { templates = [], shipped = [] } = useQuery(templatesQuery).data ?? {};
  const names = new Map([
    ...shipped.map(({ code, content }) => [code, content.name] as const),
    ...templates.map(({ code, versions }) => [code, versions[0]!.content.name] as const),
  ]);
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle>Programmes</PageTitle>
          <p className="quiet">
            The ways through treatment that this clinic offers, as data above the protocols: visits, people, questions, and what
            has to be on file. A programme holds no dose.
          </p>
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the programmes" />}
        {data && !maySet && <Notice>The medical director publishes and retires programmes. You can read them.</Notice>}
        {data?.programmes.length === 0 && <Empty title="Nothing is published yet">Below is what Hearth brings.</Empty>}
        {data?.programmes.map((programme) => (
          <ProgrammeCard key={programme.programmeId} programme={programme} names={names} maySet={maySet} zone={me.zone} />
        ))}
        {data && <ShippedCard shipped={data.shipped} own={data.programmes} maySet={maySet} draft={draft} />}
      </div>
    </Kit>
  );
}
