import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Factors, removeAuthenticator, removePasskey, renewRecoveryCodes } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Dialog } from '../shell/dialog.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import styles from './account.module.css';
import { EnrolAuthenticator } from './enrol-authenticator.js';
import { EnrolPasskey } from './enrol-passkey.js';
import { canUsePasskeys } from './passkey.js';
import { factorsQuery } from './queries.js';
import { RecoveryCodes } from './recovery-codes.js';
import { StepUpDialog } from './step-up-dialog.js';

/** What is being changed: first the proof, then for new factors what there is to enrol. */
type Change =
  | { of: 'add-passkey' | 'add-app' | 'remove-app' | 'renew-codes'; isProven?: boolean }
  | { of: 'remove-passkey'; id: string; name: string };

const WORDS = {
  'add-passkey': ['Add a passkey', 'Prove that it is you, then make the new passkey.', 'Continue'],
  'add-app': [
    'Add an authenticator app',
    'Prove that it is you, then scan the new picture. An app that you had before ends.',
    'Continue',
  ],
  'remove-app': ['Remove the authenticator app', 'Its codes will open nothing any more.', 'Remove it'],
  'renew-codes': ['New recovery codes', 'You get ten new ones. The old ones end.', 'Make new codes'],
  'remove-passkey': ['Remove a passkey', 'It will open nothing any more.', 'Remove it'],
} as const;

export function FactorsCard() {
  const queries = useQueryClient();
  const { data: factors, error } = useQuery(factorsQuery);
  const [change, setChange] = useState<Change | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => {
    setChange(null);
    void queries.invalidateQueries({ queryKey: factorsQuery.queryKey });
  };
  const enrolled = (made: string[] | null) => {
    setCodes(made);
    close();
  };
  return (
    <section className="card stack" aria-labelledby="factors">
      <h2 id="factors">How you sign in</h2>
      <Failed error={error} />
      {factors ? <FactorList factors={factors} onChange={setChange} /> : !error && <Loading what="your account" />}
      {codes && (
        <Dialog title="Your recovery codes" onClose={() => setCodes(null)}>
          <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
        </Dialog>
      )}
      {change && <ChangeDialog change={change} onProven={setChange} onEnrolled={enrolled} onCodes={setCodes} onClose={close} />}
    </section>
  );
}

function FactorList({ factors, onChange }: { factors: Factors; onChange: (change: Change) => void }) {
  const { passkeys, hasAuthenticator, recoveryCodesLeft, mustHaveSecond } = factors;
  const canBeLost = passkeys.length > 0 || hasAuthenticator;
  return (
    <>
      {mustHaveSecond && <p className="quiet">Staff always have a passkey or an authenticator app.</p>}
      <ul>
        {passkeys.map(({ id, name }) => (
          <li key={id} className={styles['item']}>
            <span>Passkey: {name}</span>
            <Button variant="default" onClick={() => onChange({ of: 'remove-passkey', id, name })}>
              Remove {name}
            </Button>
          </li>
        ))}
        <li className={styles['item']}>
          <span>{hasAuthenticator ? 'Authenticator app' : 'No authenticator app'}</span>
          {hasAuthenticator && (
            <Button variant="default" onClick={() => onChange({ of: 'remove-app' })}>
              Remove the app
            </Button>
          )}
        </li>
        {canBeLost && (
          <li className={styles['item']}>
            <span>{recoveryCodesLeft === 0 ? 'No recovery codes' : `${recoveryCodesLeft} recovery codes left`}</span>
            <Button variant="default" onClick={() => onChange({ of: 'renew-codes' })}>
              New recovery codes
            </Button>
          </li>
        )}
      </ul>
      {canBeLost && recoveryCodesLeft < 3 && (
        <Notice kind="watch">Make new recovery codes soon, and keep them in a safe place.</Notice>
      )}
      <div className="row">
        {canUsePasskeys() && <Button onClick={() => onChange({ of: 'add-passkey' })}>Add a passkey</Button>}
        <Button variant="default" onClick={() => onChange({ of: 'add-app' })}>
          {hasAuthenticator ? 'Change the authenticator app' : 'Add an authenticator app'}
        </Button>
      </div>
    </>
  );
}

type DialogProps = {
  change: Change;
  onProven: (change: Change) => void;
  onEnrolled: (codes: string[] | null) => void;
  onCodes: (codes: string[]) => void;
  onClose: () => void;
};

function ChangeDialog({ change, onProven, onEnrolled, onCodes, onClose }: DialogProps) {
  const [title, what, words] = WORDS[change.of];
  if (change.of === 'add-passkey' || change.of === 'add-app') {
    const Enrol = change.of === 'add-passkey' ? EnrolPasskey : EnrolAuthenticator;
    if (change.isProven)
      return (
        <Dialog title={title} onClose={onClose}>
          <Enrol onEnrolled={onEnrolled} />
        </Dialog>
      );
    const proven = async () => onProven({ ...change, isProven: true });
    return <StepUpDialog {...{ title, what, words }} onAct={proven} onClose={() => undefined} />;
  }
  const act = async () => {
    if (change.of === 'remove-app') await call(removeAuthenticator);
    else if (change.of === 'remove-passkey') await call(removePasskey, { params: { passkeyId: change.id } });
    else onCodes((await call(renewRecoveryCodes)).recoveryCodes);
  };
  return <StepUpDialog {...{ title, what, words }} onAct={act} onClose={onClose} />;
}
