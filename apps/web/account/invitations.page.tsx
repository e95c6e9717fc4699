import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Invitation, listInvitations, type Me, revokeInvitation, sendInvitationAgain } from '#contracts';
import { call } from '../call.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import styles from './account.module.css';
import { InviteForm } from './invite-form.js';
import { StepUpDialog } from './step-up-dialog.js';

const key = ['invitations'];
const STATES: Readonly<Record<Invitation['state'], string>> = {
  open: 'Not accepted yet',
  accepted: 'Accepted',
  expired: 'Too old: send it again',
  revoked: 'Taken back',
};
/** What was taken back is an admin's to send again. */
const maySendAgain = ({ role }: Me, { state }: Invitation) =>
  state === 'open' || state === 'expired' || (state === 'revoked' && role === 'admin');

/** Who was invited, and whom to invite. */
export default function InvitationsPage({ me }: OwnPageProps) {
  const queries = useQueryClient();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam: before }) => call(listInvitations, { query: before ? { before } : {} }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const invitations = data?.pages.flatMap((page) => page.invitations);
  const refresh = () => void queries.invalidateQueries({ queryKey: key });
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle>Invitations</PageTitle>
          <p className="quiet">Each link goes by e-mail, is good once, and for seven days.</p>
        </div>
        <InviteForm me={me} onInvited={refresh} />
        <section className="card" aria-labelledby="invited">
          <h2 id="invited">Invited</h2>
          <Failed error={error} />
          {!data && !error && <Loading what="the invitations" />}
          {invitations?.length === 0 && <Empty title="Nobody was invited yet">Fill in the form above.</Empty>}
          <ul>
            {invitations?.map((invitation) => (
              <Row key={invitation.personId} me={me} invitation={invitation} onChange={refresh} />
            ))}
          </ul>
          {hasNextPage && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show earlier
            </Button>
          )}
        </section>
      </div>
    </Kit>
  );
}

type RowProps = { me: Me; invitation: Invitation; onChange: () => void };

function Row({ me, invitation, onChange }: RowProps) {
  const { id, displayName, role, isExternal, profession, state, expiresAt } = invitation;
  const [isProving, setProving] = useState(false);
  const params = { invitationId: id };
  const done = { onSettled: onChange };
  const revoke = useMutation({ mutationFn: () => call(revokeInvitation, { params }), ...done });
  const send = useMutation({ mutationFn: () => call(sendInvitationAgain, { params }), ...done });
  const isStaff = role !== 'patient' && !isExternal;
  const until = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: me.zone }).format(new Date(expiresAt));
  const isBusy = revoke.isPending || send.isPending;
  return (
    <li className={styles['item']}>
      <span>
        <strong>{displayName}</strong>
        <br />
        <span className="quiet small">
          {[role, profession, STATES[state], state === 'open' && `until ${until}`].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="row">
        {maySendAgain(me, invitation) && (
          <Button variant="default" disabled={isBusy} onClick={() => (isStaff ? setProving(true) : send.mutate())}>
            Send it again
          </Button>
        )}
        {state === 'open' && (
          <Button variant="default" disabled={isBusy} onClick={() => revoke.mutate()}>
            Take it back
          </Button>
        )}
      </span>
      <Failed error={isProving ? null : (revoke.error ?? send.error)} />
      {send.isSuccess && <Notice kind="good">Sent again. The link of before does not open anything any more.</Notice>}
      {isProving && (
        <StepUpDialog
          title={`Invite ${displayName} again`}
          what="They become staff of this clinic. Prove once more that it is you."
          words="Send it again"
          onAct={() => send.mutateAsync()}
          onClose={() => setProving(false)}
        />
      )}
    </li>
  );
}
