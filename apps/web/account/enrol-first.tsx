import { useState } from 'react';

import { Button } from '../shell/button.js';
import { EnrolAuthenticator } from './enrol-authenticator.js';
import { EnrolPasskey } from './enrol-passkey.js';
import { canUsePasskeys } from './passkey.js';
import { RecoveryCodes } from './recovery-codes.js';

/** The first second factor of somebody who must have one, then the recovery codes, once. */
export function EnrolFirst({ onDone }: { onDone: () => void }) {
  const [way, setWay] = useState<'passkey' | 'app'>(canUsePasskeys() ? 'passkey' : 'app');
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  const enrolled = (made: string[] | null) => (made ? setCodes(made) : onDone());
  return (
    <section className="stack">
      <h2>One more thing to prove that it is you</h2>
      {way === 'passkey' ? <EnrolPasskey onEnrolled={enrolled} /> : <EnrolAuthenticator onEnrolled={enrolled} />}
      <Button variant="subtle" onClick={() => setWay(way === 'passkey' ? 'app' : 'passkey')}>
        {way === 'passkey' ? 'Use an authenticator app instead' : 'Use a passkey instead'}
      </Button>
    </section>
  );
}
