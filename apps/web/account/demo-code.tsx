import { useQuery } from '@tanstack/react-query';

import { Button } from '../shell/button.js';
import styles from './account.module.css';
import { demoQuery } from './queries.js';

/** In the demo clinic: what the person's authenticator app shows, for visitors who have no such app. */
export function DemoCode({ name, onUse }: { name: string; onUse: (code: string) => void }) {
  const signIns = useQuery({ ...demoQuery, refetchInterval: 3_000 }).data;
  const own = signIns?.find((one) => one.name === name);
  if (!own?.authenticatorSecret) return null;
  const { code } = own;
  return (
    <p className={styles['demo']}>
      <span>
        Demo: {own.name.split(' ')[0]}’s app shows <strong className="numbers">{code ?? 'a new code in a moment'}</strong>
      </span>
      {code && (
        <Button variant="subtle" onClick={() => onUse(code)}>
          Use it
        </Button>
      )}
    </p>
  );
}
