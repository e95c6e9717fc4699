import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type DocumentJson, removeDocument } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { dayOf } from '../time.js';
import { fetchContent, saveAs } from './content.js';
import styles from './documents.module.css';
import { documentsQuery } from './queries.js';
import { Viewer } from './viewer.js';
import { fileName, paperWords, standingWords } from './words.js';

type Props = { paper: DocumentJson; patientId: string; zone: string };

/** One paper of a record: what it is, who added it, and its file for whoever opens it. */
export function Paper({ paper, patientId, zone }: Props) {
  const queries = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const { documentId, title, mediaType } = paper;
  const isPhoto = mediaType?.startsWith('image/') ?? false;
  const refresh = () => queries.invalidateQueries({ queryKey: documentsQuery(patientId).queryKey });
  const open = useMutation({
    mutationFn: () => fetchContent({ patientId, documentId }),
    onSuccess: (blob) => {
      if (!isPhoto) saveAs(blob, fileName(title, mediaType!));
    },
    onError: refresh,
  });
  const remove = useMutation({
    mutationFn: () => call(removeDocument, { params: { patientId, documentId } }),
    onSuccess: () => setRemoving(false),
    onSettled: refresh,
  });
  const name = title ?? 'Erased';
  const standing = standingWords(paper);
  return (
    <li className={styles['paper']} aria-label={name}>
      <div>
        <strong>{name}</strong>
        <p className="quiet small">{paperWords(paper)}</p>
        {paper.about && <p className="quiet small">About: {paper.about.entry}</p>}
        <p className="quiet small">
          Added by {paper.addedByName}, {dayOf(paper.addedAt, zone)}
        </p>
        {standing && <p className="small">{standing}</p>}
      </div>
      <div className="row">
        {paper.isOpenable && !(isPhoto && open.data) && (
          <Button variant="default" loading={open.isPending} onClick={() => open.mutate()}>
            {isPhoto ? 'Show' : 'Open with this device'}
            <span className="unseen"> {name}</span>
          </Button>
        )}
        {paper.isRemovable && (
          <Button variant="subtle" onClick={() => setRemoving(true)}>
            Take back<span className="unseen"> {name}</span>
          </Button>
        )}
      </div>
      <Failed error={open.error} />
      {isPhoto && open.data && <Viewer paper={paper} blob={open.data} onClose={open.reset} />}
      {isRemoving && (
        <Dialog title={`Take back “${name}”?`} onClose={() => setRemoving(false)}>
          <p>Nobody of the clinic has opened it yet. Its file is deleted; that it was here stays known.</p>
          <Failed error={remove.error} />
          <Choices>
            <Button variant="danger" loading={remove.isPending} onClick={() => remove.mutate()}>
              Take it back
            </Button>
            <Button variant="default" onClick={() => setRemoving(false)}>
              Keep it
            </Button>
          </Choices>
        </Dialog>
      )}
    </li>
  );
}
