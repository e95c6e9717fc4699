import { useEffect, useRef, useState } from 'react';

import type { Consents } from '#contracts';
import { serverTime } from '../server-time.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { ClauseChanges, ClauseText } from './clause-text.js';
import styles from './consents.module.css';
import { Signing } from './signing.js';
import { isToSign, OWN_LACKS } from './words.js';

type Props = { patientId: string; consents: Consents; onDone: () => void };

/** One clause a page, and at the end the name. What is read stays what it was while somebody reads. */
export function Reading({ patientId, consents, onDone }: Props) {
  const [clauses] = useState(() => consents.clauses.filter((clause) => isToSign(clause, serverTime.now())));
  const [at, setAt] = useState(0);
  const top = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page begins at its top
  useEffect(() => {
    top.current?.focus();
    window.scrollTo(0, 0);
  }, [at]);
  const clause = clauses[at];
  return (
    <div ref={top} tabIndex={-1} className={styles['clause']}>
      {clause ? (
        <>
          <p className="quiet small">
            {at + 1} of {clauses.length}
            {clause.lack && ` · ${OWN_LACKS[clause.lack]}`}
          </p>
          <PageTitle title={clause.title}>{clause.title}</PageTitle>
          {clause.before && (
            <details>
              <summary>Show what has changed</summary>
              <ClauseChanges before={clause.before.text} after={clause.text} />
            </details>
          )}
          <ClauseText text={clause.text} />
          <div className="row">
            <Button variant="default" onClick={() => (at === 0 ? onDone() : setAt(at - 1))}>
              Back
            </Button>
            <Button size="l" onClick={() => setAt(at + 1)}>
              I have read this
            </Button>
          </div>
        </>
      ) : (
        <Signing
          patientId={patientId}
          clauses={clauses}
          needsProof={consents.needsProof}
          onBack={() => setAt(clauses.length - 1)}
          onDone={onDone}
        />
      )}
    </div>
  );
}
