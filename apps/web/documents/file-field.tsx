import { useId } from 'react';

import styles from './documents.module.css';
import { sizeWords } from './words.js';

/** Without HEIC, which phones then turn into JPEG by themselves: that every browser shows. The server takes it all the same. */
const ACCEPTED = 'image/jpeg,image/png,application/pdf';

/** A camera to hold over a paper is in a phone; at a desk the same button would only open a list of files. */
const isInTheHand = (): boolean => navigator.maxTouchPoints > 0;

type Props = { file: File | null; onChange: (file: File | null) => void; maxBytes: number };

/** A photo that is taken now, or a file that is there already. */
export function FileField({ file, onChange, maxBytes }: Props) {
  const hintId = useId();
  const take = (files: FileList | null) => {
    const [chosen] = files ?? [];
    if (chosen) onChange(chosen);
  };
  return (
    <fieldset className={styles['files']}>
      <legend>The paper itself</legend>
      <p id={hintId} className="quiet small">
        A PDF or a photo, up to {sizeWords(maxBytes)}. Lay the paper flat, in good light, and get all four corners into the
        picture.
      </p>
      <div className="row">
        {isInTheHand() && (
          <label className={styles['pick']}>
            Take a photo
            <input
              type="file"
              className="unseen"
              accept="image/*"
              capture="environment"
              aria-describedby={hintId}
              onChange={({ currentTarget }) => take(currentTarget.files)}
            />
          </label>
        )}
        <label className={styles['pick']}>
          Choose a file
          <input
            type="file"
            className="unseen"
            accept={ACCEPTED}
            aria-describedby={hintId}
            onChange={({ currentTarget }) => take(currentTarget.files)}
          />
        </label>
      </div>
      <p role="status" className="live">
        {file && `Chosen: ${file.name} (${sizeWords(file.size)})`}
      </p>
    </fieldset>
  );
}
