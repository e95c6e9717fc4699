import { useQuery } from '@tanstack/react-query';

import type { LetterRow } from '#contracts';
import { Link } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { dayOf } from '../time.js';
import styles from './documents.module.css';
import { lettersQuery } from './queries.js';
import { TEMPLATES, WAYS } from './words.js';

type Props = { patientId: string; zone: string; isOwn: boolean };

/** Every letter about a patient: to whom, by whom, and how it left. */
export function Letters({ patientId, zone, isOwn }: Props) {
  const { data, error } = useQuery(lettersQuery(patientId));
  const place = isOwn ? '/letters' : `/documents/${patientId}/letters`;
  return (
    <section className="stack" aria-labelledby="letters">
      <h2 id="letters">{isOwn ? 'Letters about you' : 'Letters'}</h2>
      <Failed error={error} />
      {data?.letters.length === 0 && (
        <p className="quiet">
          {isOwn ? (
            <>
              None. The clinic writes to somebody else about you only when you agree, under <Link href="/sharing">Sharing</Link>.
            </>
          ) : (
            'None.'
          )}
        </p>
      )}
      {data && data.letters.length > 0 && (
        <ul className={styles['papers']}>
          {data.letters.map((letter) => (
            <Letter key={letter.letterId} letter={letter} zone={zone} href={`${place}/${letter.letterId}`} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Letter({ letter, zone, href }: { letter: LetterRow; zone: string; href: string }) {
  const { template, recipient, signedByName, signedAt, dispatches } = letter;
  return (
    <li className={styles['paper']}>
      <div>
        <Link href={href}>
          <strong>
            {TEMPLATES[template]}, to {recipient?.name ?? 'somebody who was erased'}
          </strong>
        </Link>
        <p className="quiet small">
          Signed by {signedByName}, {dayOf(signedAt, zone)}
        </p>
        {dispatches.length === 0 && <p className="small">Has not left the clinic.</p>}
        {dispatches.map(({ how, sentAt, byName }) => (
          <p key={`${how}${sentAt}`} className="small">
            {WAYS[how]}, {dayOf(sentAt, zone)}, by {byName}
          </p>
        ))}
      </div>
    </li>
  );
}
