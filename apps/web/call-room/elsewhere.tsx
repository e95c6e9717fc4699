import type { CallView } from '#contracts';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { PeopleList } from './people-list.js';

/** A second screen has taken over; this one says so, and can take it back. */
export function Elsewhere({ view, onHere }: { view: CallView; onHere: () => void }) {
  return (
    <>
      <section className="card stack" role="status">
        <PageTitle title="Open elsewhere">You are in this call on another screen</PageTitle>
        <p>Another window or another device of yours has taken the call over. Camera and microphone are off here.</p>
        <Button size="l" onClick={onHere}>
          Go on here instead
        </Button>
      </section>
      <PeopleList view={view} />
    </>
  );
}
