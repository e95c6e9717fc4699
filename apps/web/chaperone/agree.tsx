import { Button } from '../shell/button.js';

import { Icon } from '../shell/icons.js';
import { PageTitle } from '../shell/page-title.js';
import styles from './session.module.css';
import type { ChaperoneView } from './view.js';

export function Agree({
  people: { patient, nurse, therapist },
  onAgree,
}: Pick<ChaperoneView, 'people'> & { onAgree: () => void }) {
  const promises = [
    'You are 18 or older, and have had no alcohol or drugs today.',
    `You stay in the home with ${patient}, in hearing distance, until ${nurse} ends the session.`,
    `Every 15 minutes you look after ${patient} and tell us in five taps.`,
    'You measure blood pressure when this page asks for it.',
    `You walk with ${patient} to the bathroom, and ${patient} does not drive until the next morning.`,
  ];
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
      <Button size="l" onClick={onAgree}>
        I agree
      </Button>
    </section>
  );
}
