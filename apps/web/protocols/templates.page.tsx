import { useQuery } from '@tanstack/react-query';

import { draftTemplate } from '#contracts';
import { call } from '../call.js';
import { standingQuery } from '../care/queries.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { ClinicPauseLimits } from './pause-limits-card.js';
import { templatesQuery } from './queries.js';
import { ShippedCard } from './shipped-card.js';
import { SubcutaneousCard } from './subcutaneous-card.js';
import { TemplateCard } from './template-card.js';

const draft = (code: string) => call(draftTemplate, { body: { code } });

/** What the clinic treats by. The medical director drafts, publishes and retires; no template holds a dose. */
export default function TemplatesPage({ me }: OwnPageProps) {
  const { data, error } = useQuery(templatesQuery);
  const maySet = useQuery(standingQuery).data?.isMedicalDirector ?? false;
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle>Protocols</PageTitle>
          <p className="quiet">
            What patients are treated by here, with every version. No template holds a dose: a prescriber enters and signs each
            one for each patient.
          </p>
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the protocols" />}
        {data && !maySet && <Notice>The medical director publishes and retires protocols. You can read them.</Notice>}
        {data?.templates.length === 0 && <Empty title="Nothing is published yet">Below is what Hearth brings.</Empty>}
        {data?.templates.map((template) => (
          <TemplateCard key={template.templateId} template={template} maySet={maySet} zone={me.zone} />
        ))}
        {data && <ShippedCard shipped={data.shipped} own={data.templates} maySet={maySet} draft={draft} />}
        <ClinicPauseLimits maySign={maySet} zone={me.zone} />
        {data && <SubcutaneousCard allowed={data.subcutaneousAtHome} maySet={maySet} zone={me.zone} />}
      </div>
    </Kit>
  );
}
