import { useQuery } from '@tanstack/react-query';

import { inPlace } from '../credentials/places.js';
import { NumberList } from '../patient/numbers.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Unreachable } from '../shell/states.js';
import { dayFromNow, dayOf, timeOfDay } from '../time.js';
import { useTold } from '../use-told.js';
import { Letter } from './letter.js';
import { nextTitle, nextWords, stepsOf } from './own-words.js';
import { ownScreeningQuery, SCREENINGS } from './queries.js';
import styles from './screening.module.css';

/** Where a patient is on the way to a decision, who looks after them, what comes next, and their letters. */
export default function OwnScreeningPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  useTold('work.follow', SCREENINGS);
  const { data, error, refetch } = useQuery(ownScreeningQuery(me.personId));
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your page" />;
  const { next, screener, colleague, callStartsAt, letters, numbers } = data;
  return (
    <div className="stack">
      <PageTitle title="Your way to us">{nextTitle(next)}</PageTitle>
      <p>{nextWords(data)}</p>
      {callStartsAt && (
        <p>
          <strong>
            Your call: {dayFromNow(callStartsAt, now, me.zone)}, {timeOfDay(callStartsAt, me.zone)}
          </strong>
        </p>
      )}
      {next === 'answer-questions' && <Link href="/intake">Go to your questions</Link>}
      {next === 'look-again' && <Link href="/conversations">Write to your team</Link>}
      {screener && <Who title="Who looks after you" person={screener} />}
      {colleague && <Who title="Who has been asked to join" person={colleague} />}
      {letters.length > 0 && (
        <section className="stack" aria-labelledby="letters">
          <h2 id="letters">Your letters</h2>
          {letters.map(({ decidedAt, byName, paragraphs }) => (
            <article key={decidedAt} className="stack">
              <p className="quiet small">
                {byName}, {dayOf(decidedAt, me.zone)}
              </p>
              <Letter paragraphs={paragraphs} />
            </article>
          ))}
        </section>
      )}
      <section className="card stack" aria-labelledby="way">
        <h2 id="way">The way</h2>
        <ol className={styles['way']}>
          {stepsOf(next).map(({ words, is }) => (
            <li key={words} data-is={is} aria-current={is === 'now' ? 'step' : undefined}>
              <span className={styles['dot']} />
              <span>{words}</span>
            </li>
          ))}
        </ol>
      </section>
      <section className="card stack" aria-labelledby="help">
        <h2 id="help">If you need somebody now</h2>
        <p>In danger call 911.</p>
        <NumberList numbers={numbers} />
      </section>
    </div>
  );
}

type Person = { displayName: string; profession: string | null; role: string; licensedIn: string | null };
const ROLES: Readonly<Record<string, string>> = { therapist: 'Therapist', prescriber: 'Prescriber', physician: 'Physician' };

const Who = ({ title, person }: { title: string; person: Person }) => (
  <section className="card" aria-label={title}>
    <p className="quiet small">{title}</p>
    <p>
      <strong>{person.displayName}</strong>
      {person.profession && `, ${person.profession}`}
    </p>
    <p>
      {ROLES[person.role] ?? ''}
      {person.licensedIn && `, licensed ${inPlace(person.licensedIn)}`}
    </p>
  </section>
);
