import { useQuery } from '@tanstack/react-query';

import { Link } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { Wish } from './answer-words.js';
import { TALK, TOUCH } from './item-words.js';
import { cuesQuery } from './queries.js';

type Props = Readonly<{ patientId: string; hasWays?: boolean }>;

/** What the patient wishes for in a session: in sight of whoever leads it. `hasWays`: to where it was written, away from this page. */
export function CueCard({ patientId, hasWays = true }: Props) {
  const { data, error } = useQuery(cuesQuery(patientId));
  if (!data) return <Failed error={error} />;
  const { intentions, touch, talk, noGo } = data;
  return (
    <section className="card stack" aria-labelledby="cues-title">
      <h2 id="cues-title">What the patient wishes</h2>
      <div>
        <h3>Leave alone</h3>
        <p>{noGo ?? 'Nothing is written.'}</p>
      </div>
      <div>
        <h3>Touch</h3>
        {touch ? <Wish words={TOUCH[touch.wish]} text={touch.text} /> : <p>Nothing is written: ask before any touch.</p>}
      </div>
      <div>
        <h3>Talking</h3>
        {talk ? <Wish words={TALK[talk.wish]} text={talk.text} /> : <p>Nothing is written.</p>}
      </div>
      <div>
        <h3>Intentions</h3>
        <p>{intentions ?? 'Nothing is written.'}</p>
      </div>
      {hasWays && (
        <p className="row">
          <Link href={`/preparation/${patientId}`}>Preparation</Link>
          <Link href={`/supply/${patientId}`}>Supply</Link>
        </p>
      )}
    </section>
  );
}
