import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { compareTemplates, draftTemplate, type ProtocolTemplate, retireTemplate, type TemplateVersion } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Loading } from '../shell/states.js';
import { dayOf } from '../time.js';
import { Changes } from './changes.js';
import styles from './protocols.module.css';
import { ProveButton } from './prove-button.js';
import { PROTOCOLS, useAct } from './queries.js';
import { Refused } from './refused.js';
import { TemplateDraft } from './template-draft.js';
import { TemplateFacts } from './template-facts.js';
import { TEMPLATE_STATES } from './words.js';

type Props = { template: ProtocolTemplate; maySet: boolean; zone: string };

/** A template: what holds, its draft, and each version with what it changed. */
export function TemplateCard({ template: { code, versions }, maySet, zone }: Props) {
  const [newest] = versions;
  const draft = useAct(() => call(draftTemplate, { body: { code } }));
  const published = versions.find(({ state }) => state === 'published');
  const shown = published ?? newest!;
  const retire = () => call(retireTemplate, { params: { templateVersionId: shown.versionId } });
  return (
    <section className="card stack" aria-labelledby={`template-${code}`}>
      <div className={styles['head']}>
        <h2 id={`template-${code}`}>{shown.content.name}</h2>
        <State version={shown} />
      </div>
      <p>{shown.content.summary}</p>
      <TemplateFacts content={shown.content} />
      {newest!.state === 'draft' && maySet && <TemplateDraft key={newest!.revision} draft={newest!} />}
      <Refused error={draft.error} />
      {maySet && newest!.state !== 'draft' && (
        <div>
          <Button variant="default" loading={draft.isPending} onClick={() => draft.mutate()}>
            Draft the next version of {shown.content.name}
          </Button>
        </div>
      )}
      {maySet && published && (
        <ProveButton
          words={`Retire ${shown.content.name}`}
          what="No new protocol begins with it; those that are signed stay."
          act={retire}
          variant="default"
        />
      )}
      <ol>
        {versions.map((version, at) => (
          <Version key={version.versionId} version={version} before={versions[at + 1]} zone={zone} />
        ))}
      </ol>
    </section>
  );
}

const State = ({ version: { state, number } }: { version: TemplateVersion }) => (
  <span className={styles['tag']} data-kind={state === 'published' ? 'done' : undefined}>
    {TEMPLATE_STATES[state]}, version {number}
  </span>
);

function Version({ version, before, zone }: { version: TemplateVersion; before: TemplateVersion | undefined; zone: string }) {
  const [isOpen, setOpen] = useState(false);
  const { versionId, publishedAt, publishedByName, editedAt, editedByName } = version;
  return (
    <li className={styles['entry']}>
      <State version={version} />{' '}
      {publishedAt
        ? `${publishedByName ?? 'Somebody'} published it, ${dayOf(publishedAt, zone)}`
        : `${editedByName ?? 'Somebody'} changed it last, ${dayOf(editedAt, zone)}`}
      {before && (
        <div className="stack">
          <div>
            <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              What version {version.number} changes of version {before.number}
            </Button>
          </div>
          {isOpen && <Difference versionId={versionId} from={before.versionId} />}
        </div>
      )}
    </li>
  );
}

function Difference({ versionId, from }: { versionId: string; from: string }) {
  const { data, error } = useQuery({
    queryKey: [...PROTOCOLS, 'difference', versionId, from],
    queryFn: () => call(compareTemplates, { params: { templateVersionId: versionId }, query: { from } }),
  });
  if (error) return <Failed error={error} />;
  return data ? <Changes changes={data.changes} /> : <Loading what="the difference" />;
}
