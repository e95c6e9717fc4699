import { useQuery } from '@tanstack/react-query';

import { draftProgramme, type Programmes } from '#contracts';
import { call } from '../call.js';
import { standingQuery } from '../care/queries.js';
import styles from '../protocols/protocols.module.css';
import { templatesQuery, useAct } from '../protocols/queries.js';
import { Refused } from '../protocols/refused.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { ProgrammeCard } from './programme-card.js';
import { programmesQuery } from './queries.js';

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
        {data && <Shipped programmes={data} maySet={maySet} />}
      </div>
    </Kit>
  );
}

/** What Hearth brings and the clinic does not have yet. */
function Shipped({ programmes: { shipped, programmes }, maySet }: { programmes: Programmes; maySet: boolean }) {
  const draft = useAct((code: string) => call(draftProgramme, { body: { code } }));
  const left = shipped.filter(({ code }) => !programmes.some((programme) => programme.code === code));
  if (!left.length) return null;
  return (
    <section className="card stack" aria-labelledby="shipped">
      <h2 id="shipped">What Hearth brings</h2>
      <p className="quiet">Nothing of it holds before the medical director has read and published it.</p>
      <Refused error={draft.error} />
      <ul>
        {left.map(({ code, content: { name, summary } }) => (
          <li key={code} className={styles['entry']}>
            <strong>{name}</strong>
            <p>{summary}</p>
            {maySet && (
              <Button variant="default" loading={draft.isPending && draft.variables === code} onClick={() => draft.mutate(code)}>
                Begin a draft: {name}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
