import { useMutation } from '@tanstack/react-query';
import { confirmEmail } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Link } from '../shell/router.js';
import { Failed, Notice } from '../shell/states.js';
import { Door } from './door.js';
import { useLinkToken } from './link-token.js';

/** A button, and not the opening: programs that look into mails open links, too. */
export default function VerifyPage() {
  const token = useLinkToken();
  const confirm = useMutation({ mutationFn: () => call(confirmEmail, { body: { token } }) });
  return (
    <Door title="Use this e-mail address" lead="You sign in with it from then on. Your other devices are signed out.">
      {token === '' ? (
        <Notice kind="watch">This page opens with the link in the message that we sent you. Please tap it again.</Notice>
      ) : confirm.isSuccess ? (
        <Notice kind="good">This is your e-mail address now.</Notice>
      ) : (
        <>
          <Failed error={confirm.error} />
          <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
            Use this address
          </Button>
        </>
      )}
      <Link href="/account">{confirm.isSuccess ? 'Go on' : 'To your account'}</Link>
    </Door>
  );
}
