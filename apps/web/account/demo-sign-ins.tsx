import { useMutation, useQuery } from '@tanstack/react-query';

import { type DemoSignIn, listDemoSignIns, type Me, proveSecondFactor, signIn } from '#contracts';
import { call } from '../call.js';
import { Link } from '../shell/router.js';
import styles from '../shell/sign-in.module.css';
import { Failed } from '../shell/states.js';
import { demoQuery } from './queries.js';

const LOOK_MS = 1_500;
const PATIENCE_MS = 45_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What the person's authenticator app shows; waits for the next half minute when its code was used. */
async function codeOf(email: string): Promise<string> {
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await pause(LOOK_MS)) {
    const { signIns } = await call(listDemoSignIns);
    const code = signIns.find((one) => one.email === email)?.code;
    if (code) return code;
  }
  throw new Error('no code');
}

/** Both steps, as the person would do them. */
async function enter({ email, password, authenticatorSecret }: DemoSignIn): Promise<Me> {
  const me = await call(signIn, { body: { email, password } });
  if (me.assurance !== 'pending' || !authenticatorSecret) return me;
  return call(proveSecondFactor, { body: { code: await codeOf(email) } });
}

/** Only the demo clinic has these; elsewhere the address does not exist, and neither does this list. */
export default function DemoSignIns({ welcome }: { welcome: (me: Me) => Promise<void> }) {
  const signIns = useQuery(demoQuery).data ?? [];
  const attempt = useMutation({ mutationFn: enter, onSuccess: welcome });
  if (!signIns.length) return null;
  return (
    <section className={styles['demo']} aria-label="Demo clinic">
      <h2>Look around the demo clinic</h2>
      <Failed error={attempt.error} />
      <ul>
        {signIns.map((one) => (
          <li key={one.email}>
            <button type="button" disabled={attempt.isPending} onClick={() => attempt.mutate(one)}>
              <strong>Sign in as {one.name}</strong>
              <span>{one.about}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="quiet small">
        Staff sign in with a second step: the password is <code>{signIns[0]!.password}</code>, and the demo shows the code of
        their authenticator app. E-mails and texts of the demo never leave it: <Link href="/messages">read them here</Link>.
      </p>
    </section>
  );
}
