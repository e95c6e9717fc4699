import { useEffect, useState } from 'react';

import type { DocumentJson } from '#contracts';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import { saveAs } from './content.js';
import styles from './documents.module.css';
import { fileName } from './words.js';

type Props = { paper: DocumentJson; blob: Blob; onClose: () => void };

/** A photo, shown in the page. What this browser cannot show is handed to the device instead, as a PDF always is. */
export function Viewer({ paper, blob, onClose }: Props) {
  const [url, setUrl] = useState<string>();
  const [isStrange, setStrange] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  const title = paper.title ?? 'Paper';
  return (
    <figure className={styles['viewer']}>
      {isStrange ? (
        <Notice>This browser cannot show this kind of photo. Save it, and open it with your device.</Notice>
      ) : (
        url && <img src={url} alt={title} onError={() => setStrange(true)} />
      )}
      <div className="row">
        <Button variant="default" onClick={() => saveAs(blob, fileName(paper.title, paper.mediaType!))}>
          Save<span className="unseen"> {title}</span>
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Close<span className="unseen"> {title}</span>
        </Button>
      </div>
    </figure>
  );
}
