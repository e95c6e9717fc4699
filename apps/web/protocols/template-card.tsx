import { compareTemplates, draftTemplate, type ProtocolTemplate, retireTemplate } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import styles from './protocols.module.css';
import { ProveButton } from './prove-button.js';
import { useAct } from './queries.js';
import { Refused } from './refused.js';
import { TemplateDraft } from './template-draft.js';
import { TemplateFacts } from './template-facts.js';
import { VersionState, VersionTrail } from './version-trail.js';

const compare = (templateVersionId: string, from: string) =>
  call(compareTemplates, { params: { templateVersionId }, query: { from } });

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
        <VersionState version={shown} />
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
      <VersionTrail versions={versions} compare={compare} zone={zone} />
    </section>
  );
}
