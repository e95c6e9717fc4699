import { AGREEMENT, named } from '../session/companion-text.js';
import { Button } from '../shell/button.js';

import { Icon } from '../shell/icons.js';
import { PageTitle } from '../shell/page-title.js';
import styles from './session.module.css';
import type { ChaperoneView } from './view.js';

type Props = Pick<ChaperoneView, 'people'> & { isSending: boolean; onAgree: () => void };

export function Agree({ people: { patient, nurse, therapist }, isSending, onAgree }: Props) {
  const promises = AGREEMENT.map((line) => named(line, patient));
  return (
    <section className="stack">
      <PageTitle title="What you agree to">Thank you for being there for {patient}</PageTitle>
      <p>
        {therapist} and {nurse} look after everything else. You can reach them with one tap the whole time. This is what you agree
        to:
      </p>
      <ul className={styles['promises']}>
        {promises.map((promise) => (
          <li key={promise}>
            <Icon name="check" size={24} />
            <span>{promise}</span>
          </li>
        ))}
      </ul>
      <Button size="l" loading={isSending} onClick={onAgree}>
        I agree
      </Button>
    </section>
  );
}
