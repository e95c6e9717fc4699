import { useQuery } from '@tanstack/react-query';

import type { DocumentJson } from '#contracts';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { AddPaper } from './add-paper.js';
import styles from './documents.module.css';
import { Paper } from './paper.js';
import { documentsQuery } from './queries.js';

/** What was taken back is of interest to the clinic, and what has not come to whoever began to add it. */
const isShown = ({ state, isRemovable, byteCount }: DocumentJson, isOwn: boolean): boolean => {
  if (state === 'awaited') return isRemovable;
  return state !== 'removed' || (!isOwn && byteCount !== null);
};

type Props = { patientId: string; zone: string; isOwn: boolean };

/** The papers of a record, and a new one. */
export function Papers({ patientId, zone, isOwn }: Props) {
  const { data, error, refetch } = useQuery(documentsQuery(patientId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the papers" />;
  const shown = data.documents.filter((paper) => isShown(paper, isOwn));
  return (
    <>
      <AddPaper patientId={patientId} limits={data} isOwn={isOwn} />
      <section className="stack" aria-labelledby="papers">
        <h2 id="papers">{isOwn ? 'What is here' : 'Papers'}</h2>
        {shown.length === 0 && (
          <Empty title="No papers yet">
            {isOwn
              ? 'A list from your pharmacy or a letter of your doctor helps your team to know what you have tried.'
              : 'The patient, or you, can add them here.'}
          </Empty>
        )}
        {shown.length > 0 && (
          <ul className={styles['papers']}>
            {shown.map((paper) => (
              <Paper key={paper.documentId} paper={paper} patientId={patientId} zone={zone} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
