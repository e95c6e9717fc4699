import { compareProgrammes, draftProgramme, type Programme, retireProgramme } from '#contracts';
import { call } from '../call.js';
import styles from '../protocols/protocols.module.css';
import { ProveButton } from '../protocols/prove-button.js';
import { useAct } from '../protocols/queries.js';
import { Refused } from '../protocols/refused.js';
import { VersionState, VersionTrail } from '../protocols/version-trail.js';
import { Button } from '../shell/button.js';
import { ProgrammeDraft } from './programme-draft.js';
import { ProgrammeFacts } from './programme-facts.js';

const compare = (programmeVersionId: string, from: string) =>
  call(compareProgrammes, { params: { programmeVersionId }, query: { from } });

type Props = { programme: Programme; names: ReadonlyMap<string, string>; maySet: boolean; zone: string };

/** A programme: what holds, its draft, and each version with what it changed. */
export function ProgrammeCard({ programme: { code, versions }, names, maySet, zone }: Props) {
  const [newest] = versions;
  const draft = useAct(() => call(draftProgramme, { body: { code } }));
  const published = versions.find(({ state }) => state === 'published');
  const shown = published ?? newest!;
  const { name, summary } = shown.content;
  return (
    <section className="card stack" aria-labelledby={`programme-${code}`}>
      <div className={styles['head']}>
        <h2 id={`programme-${code}`}>{name}</h2>
        <VersionState version={shown} />
      </div>
      <p>{summary}</p>
      <ProgrammeFacts content={shown.content} names={names} />
      {newest!.state === 'draft' && maySet && <ProgrammeDraft key={newest!.revision} draft={newest!} />}
      <Refused error={draft.error} />
      {maySet && newest!.state !== 'draft' && (
        <div>
          <Button variant="default" loading={draft.isPending} onClick={() => draft.mutate()}>
            Draft the next version of {name}
          </Button>
        </div>
      )}
      {maySet && published && (
        <ProveButton
          words={`Retire ${name}`}
          what="Nobody is enrolled in it any more; whoever is in it goes on."
          act={() => call(retireProgramme, { params: { programmeVersionId: shown.versionId } })}
          variant="default"
        />
      )}
      <VersionTrail versions={versions} compare={compare} zone={zone} />
    </section>
  );
}
