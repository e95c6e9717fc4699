import type { VersionView } from '#contracts';
import { dayOf } from '../time.js';
import { Changes } from './changes.js';
import styles from './protocols.module.css';
import { Signatures } from './signatures.js';
import { courseWords } from './words.js';

const STATES: Readonly<Record<VersionView['state'], string>> = {
  draft: 'Draft',
  signed: 'Holds now',
  superseded: 'Held before',
  dropped: 'Dropped',
};

/** Every version, with what it changed and who signed it. */
export function VersionsCard({ versions, zone }: { versions: readonly VersionView[]; zone: string }) {
  return (
    <section className="card stack" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ol>
        {versions.map((version) => (
          <li key={version.versionId} className={`${styles['entry']} stack`}>
            <div className={styles['head']}>
              <h3>Version {version.number}</h3>
              <span className={styles['tag']} data-kind={version.state === 'signed' ? 'done' : undefined}>
                {STATES[version.state]}
              </span>
            </div>
            <Terms version={version} zone={zone} />
            {version.changes.length > 0 && (
              <details>
                <summary>What it changes of the version before</summary>
                <Changes changes={version.changes} />
              </details>
            )}
            <Signatures signatures={version.signatures} zone={zone} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Terms({ version: { template, content, editedByName, editedAt }, zone }: { version: VersionView; zone: string }) {
  const { phase, endPointReviewOn, patientLimits, goal, reason } = content;
  const limits = Object.entries(patientLimits).map(([name, value]) => `${name} ${value}`);
  return (
    <dl className={styles['facts']}>
      <dt>Template and phase</dt>
      <dd>
        {template}, {phase}
      </dd>
      <dt>Course</dt>
      <dd>
        {courseWords(content)}, looked at on {endPointReviewOn}
      </dd>
      <dt>Goal</dt>
      <dd>{goal ?? 'erased'}</dd>
      <dt>Why this version</dt>
      <dd>{reason ?? 'erased'}</dd>
      {limits.length > 0 && (
        <>
          <dt>Limits of this patient</dt>
          <dd>{limits.join(', ')}</dd>
        </>
      )}
      <dt>Written by</dt>
      <dd>
        {editedByName ?? 'somebody'}, {dayOf(editedAt, zone)}
      </dd>
    </dl>
  );
}
