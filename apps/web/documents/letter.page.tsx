import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { dispatchLetter, type LetterDispatchWay, type LetterRow } from '#contracts';
import { call } from '../call.js';
import { choices } from '../care/words.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { givesWay } from '../shell/gives-way.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Failed, Loading, Notice, Unreachable } from '../shell/states.js';
import { dayOf } from '../time.js';
import styles from './documents.module.css';
import { LetterSheet } from './letter-sheet.js';
import { letterQuery, lettersQuery } from './queries.js';
import { TEMPLATES, WAYS } from './words.js';

/** One letter, as it was signed: to read, and to put on paper. */
export default function LetterPage({ me, params }: OwnPageProps) {
  const [patientId, letterId] = [params['id'] ?? me.personId, params['letterId']!];
  const isOwn = patientId === me.personId;
  const { data, error, refetch } = useQuery(letterQuery(patientId, letterId));
  if (givesWay(error, data)) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the letter" />;
  const { letter, text } = data;
  return (
    <Kit>
      <div className="stack">
        <div className={styles['offPaper']}>
          <PageTitle title="Letter">{TEMPLATES[letter.template]}</PageTitle>
          <Link href={isOwn ? '/documents' : `/documents/${patientId}`}>{isOwn ? 'Your papers' : 'Papers and letters'}</Link>
          <p className="quiet small">
            Signed by {letter.signedByName}, {dayOf(letter.signedAt, me.zone)}
          </p>
        </div>
        {!isOwn && <Leaving letter={letter} patientId={patientId} />}
        {isOwn && text && (
          <div className={styles['offPaper']}>
            <Button variant="default" onClick={() => window.print()}>
              Print, or save as PDF
            </Button>
          </div>
        )}
        {text ? <LetterSheet text={text} /> : <p>This letter was erased.</p>}
      </div>
    </Kit>
  );
}

/** A letter leaves on paper, and that it left is recorded before it is printed. */
function Leaving({ letter, patientId }: { letter: LetterRow; patientId: string }) {
  const queries = useQueryClient();
  const [how, setHow] = useState<LetterDispatchWay>('printed');
  const { letterId } = letter;
  const leave = useMutation({
    mutationFn: () => call(dispatchLetter, { params: { patientId, letterId }, body: { how } }),
    onSettled: () => queries.invalidateQueries({ queryKey: lettersQuery(patientId).queryKey }),
  });
  if (!letter.isReleased)
    return <Notice kind="watch">The patient’s agreement does not cover this letter any more. It cannot leave the clinic.</Notice>;
  return (
    <section className={`card stack ${styles['offPaper']}`} aria-labelledby="leaving">
      <h2 id="leaving">Let it leave</h2>
      <p className="quiet small">
        On paper only, never by e-mail. It is recorded how it left and by whom; the patient sees that. Then print it.
      </p>
      <div className="row">
        <NativeSelect
          label="How"
          data={choices(WAYS)}
          value={how}
          onChange={({ currentTarget }) => setHow(currentTarget.value as LetterDispatchWay)}
        />
        <Button loading={leave.isPending} onClick={() => leave.mutate()}>
          Record that it leaves
        </Button>
        {letter.dispatches.length > 0 && (
          <Button variant="default" onClick={() => window.print()}>
            Print, or save as PDF
          </Button>
        )}
      </div>
      {how === 'faxed' && (
        <p className="small">{letter.recipient?.fax ? `Fax: ${letter.recipient.fax}` : 'No fax number is known.'}</p>
      )}
      <Failed error={leave.error} />
      {letter.dispatches.map(({ how: way, sentAt, byName }) => (
        <p key={`${way}${sentAt}`} className="small">
          {WAYS[way]}, by {byName}
        </p>
      ))}
    </section>
  );
}
