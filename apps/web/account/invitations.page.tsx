import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Invitation, listInvitations, revokeInvitation } from '#contracts';
import { call } from '../call.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import styles from './account.module.css';
import { InviteForm } from './invite-form.js';

const key = ['invitations'];
const STATES: Readonly<Record<Invitation['state'], string>> = {
  open: 'Not accepted yet',
  accepted: 'Accepted',
  expired: 'Too old: invite again',
  revoked: 'Taken back',
};

/** Who was invited, and whom to invite. */
export default function InvitationsPage({ me }: OwnPageProps) {
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: key, queryFn: () => call(listInvitations) });
  const refresh = () => void queries.invalidateQueries({ queryKey: key });
  const revoke = useMutation({
    mutationFn: (invitationId: string) => call(revokeInvitation, { params: { invitationId } }),
    onSettled: refresh,
  });
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: me.zone });
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
          <Failed error={error ?? revoke.error} />
          {!data && !error && <Loading what="the invitations" />}
          {data?.invitations.length === 0 && <Empty title="Nobody was invited yet">Fill in the form above.</Empty>}
          <ul>
            {data?.invitations.map(({ id, displayName, role, profession, state, expiresAt }) => (
              <li key={id} className={styles['item']}>
                <span>
                  <strong>{displayName}</strong>
                  <br />
                  <span className="quiet small">
                    {[role, profession, STATES[state], state === 'open' && `until ${day.format(new Date(expiresAt))}`]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                {state === 'open' && (
                  <Button variant="default" disabled={revoke.isPending} onClick={() => revoke.mutate(id)}>
                    Take it back
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Kit>
  );
}
