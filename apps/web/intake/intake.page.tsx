import { useQuery } from '@tanstack/react-query';

import type { IntakeForm } from '#contracts';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Unreachable } from '../shell/states.js';
import { CrisisCard } from './crisis-card.js';
import styles from './intake.module.css';
import { intakeQuery } from './queries.js';

const stateWords = ({ state, isDueAgain, answered, of }: IntakeForm): string =>
  isDueAgain ? 'Asked again' : state === 'done' ? 'Done' : state === 'begun' ? `${answered} of ${of}` : 'Not begun';

/** All questionnaires of a patient, and how far each has come. */
export default function IntakePage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(intakeQuery(me.personId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your questions" />;
  const next = data.forms.find(({ state, isDueAgain }) => state !== 'done' || isDueAgain);
  return (
    <div className="stack">
      <PageTitle title="Questions">About you</PageTitle>
      {data.crisis && <CrisisCard crisis={data.crisis} />}
      <p className="quiet">
        Each answer is kept as you give it. You can stop, and go on here or on another device. A person of your clinic reads them;
        no answer turns you away by itself.
      </p>
      {!next && <p>That is everything. Thank you. You can change an answer at any time.</p>}
      <ul className={styles['list']}>
        {data.forms.map((form) => (
          <li key={form.name}>
            <Link href={`/intake/${form.name}`} className={styles['form']} aria-current={form === next ? 'step' : undefined}>
              <span>{form.title}</span>
              <span>{stateWords(form)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
