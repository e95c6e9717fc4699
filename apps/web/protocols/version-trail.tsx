import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { TemplateVersion, TextChange } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed, Loading } from '../shell/states.js';
import { dayOf } from '../time.js';
import { Changes } from './changes.js';
import styles from './protocols.module.css';
import { PROTOCOLS } from './queries.js';
import { TEMPLATE_STATES } from './words.js';

/** A version of something that is drafted, published and retired, whatever it says. */
type PublishedVersion = Omit<TemplateVersion, 'content'>;
type Compare = (versionId: string, from: string) => Promise<{ changes: TextChange[] }>;
type Props = { versions: readonly PublishedVersion[]; compare: Compare; zone: string };

/** Each version, who wrote it, and what it changed. */
export function VersionTrail({ versions, compare, zone }: Props) {
  return (
    <ol>
      {versions.map((version, at) => (
        <Version key={version.versionId} version={version} before={versions[at + 1]} compare={compare} zone={zone} />
      ))}
    </ol>
  );
}

export const VersionState = ({ version: { state, number } }: { version: PublishedVersion }) => (
  <span className={styles['tag']} data-kind={state === 'published' ? 'done' : undefined}>
    {TEMPLATE_STATES[state]}, version {number}
  </span>
);

type OneProps = { version: PublishedVersion; before: PublishedVersion | undefined; compare: Compare; zone: string };
function Version({ version, before, compare, zone }: OneProps) {
  const [isOpen, setOpen] = useState(false);
  const { versionId, publishedAt, publishedByName, editedAt, editedByName } = version;
  return (
    <li className={styles['entry']}>
      <VersionState version={version} />{' '}
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
          {isOpen && <Difference versionId={versionId} from={before.versionId} compare={compare} />}
        </div>
      )}
    </li>
  );
}

function Difference({ versionId, from, compare }: { versionId: string; from: string; compare: Compare }) {
  const { data, error } = useQuery({
    queryKey: [...PROTOCOLS, 'difference', versionId, from],
    queryFn: () => compare(versionId, from),
  });
  if (error) return <Failed error={error} />;
  return data ? <Changes changes={data.changes} /> : <Loading what="the difference" />;
}
