import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Me, type Proof, signOut, unlock } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Icon } from '../shell/icons.js';
import { Kit } from '../shell/kit.js';
import { meQuery } from '../shell/queries.js';
import { navigate } from '../shell/router.js';
import { closeSocket } from '../socket.js';
import styles from './account.module.css';
import { ProofForm } from './proof-form.js';

/**
 * Hides everything behind it until the person proves who they are. The page behind stays alive: a clinician's screen goes on watching
 * its sessions, and its alarm goes on sounding.
 */
export default function Locked({ me, onUnlocked }: { me: Me; onUnlocked: () => void }) {
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const open = async (proof: Proof) => {
    queries.setQueryData(meQuery.queryKey, await call(unlock, { body: proof }));
    onUnlocked();
    await queries.invalidateQueries();
  };
  const leave = async () => {
    await call(signOut).catch(() => undefined);
    await closeSocket();
    onUnlocked();
    queries.clear();
    queries.setQueryData(meQuery.queryKey, null);
    navigate('/sign-in');
  };
  return (
    <Kit>
      <section className={styles['locked']} aria-label="Locked screen">
        <Icon name="lock" size={40} />
        <div className={styles['middle']}>
          <h1 ref={heading} tabIndex={-1}>
            This screen is locked
          </h1>
          <p className="quiet">Nobody has touched it for a while, {me.displayName}. Alarms of live sessions go on sounding.</p>
        </div>
        <div className={`card ${styles['card']}`}>
          <ProofForm words="Unlock" isPasswordEnough onProve={open} />
        </div>
        <Button variant="subtle" onClick={() => void leave()}>
          Sign out
        </Button>
      </section>
    </Kit>
  );
}
