import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { type JournalEntry, shareJournal } from '#contracts';
import { call } from '../call.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Unreachable } from '../shell/states.js';
import { Page } from './page.js';
import { PageWriter } from './page-writer.js';
import { journalQuery } from './queries.js';

/** A patient writes for themselves, and shares what they like. */
export default function JournalPage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(journalQuery(me.personId));
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your journal" />;
  return (
    <div className="stack">
      <PageTitle>My journal</PageTitle>
      <p>Only you read what you write here. What you share, your team reads, as long as you share it.</p>
      <section className="card stack" aria-labelledby="new-page">
        <h2 id="new-page">A new page</h2>
        <PageWriter me={me} />
      </section>
      {data.map((entry) => (
        <article key={entry.journalId} className="card stack" aria-label="A page of my journal">
          <Page entry={entry} zone={me.zone} />
          <Sharing entry={entry} patientId={me.personId} />
        </article>
      ))}
    </div>
  );
}

function Sharing({ entry: { journalId, sharedAt }, patientId }: { entry: JournalEntry; patientId: string }) {
  const queries = useQueryClient();
  const share = useMutation({
    mutationFn: (isShared: boolean) => call(shareJournal, { params: { journalId }, body: { isShared } }),
    onSettled: () => queries.invalidateQueries({ queryKey: journalQuery(patientId).queryKey }),
  });
  return (
    <div>
      <p className="quiet small">{sharedAt ? 'Your team can read this page.' : 'Only you can read this page.'}</p>
      <Button variant="default" loading={share.isPending} onClick={() => share.mutate(sharedAt === null)}>
        {sharedAt ? 'Stop sharing' : 'Share with my team'}
      </Button>
      <Failed error={share.error} />
    </div>
  );
}
