import { useQuery } from '@tanstack/react-query';

import { RestChanger } from '../series/rest-changer.js';
import { RestCost } from '../series/rest-cost.js';
import type { Voice } from '../series/voice.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link, navigate } from '../shell/router.js';
import { REASONS } from './change-reasons.js';
import { sessionsQuery } from './queries.js';

const OWN: Voice = {
  question: 'What is it?',
  reasons: REASONS,
  cancelWords: 'Their visits are cancelled with them. You can book again whenever you like.',
  goneWords: 'Look at your page for what is next.',
  Cost: RestCost,
};

/** What is left of one's own course. */
export default function RestPage({ params }: OwnPageProps) {
  useQuery(sessionsQuery); // so that the first page has what was changed when it is shown again
  return (
    <div className="stack">
      <PageTitle>Change what is left</PageTitle>
      <RestChanger sessionId={params['id']!} voice={OWN} onDone={() => navigate('/home')}>
        {(sessionId) => <Link href={`/move/${sessionId}`}>Move only this one</Link>}
      </RestChanger>
    </div>
  );
}
