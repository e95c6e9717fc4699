import type { CallView } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { useActs } from './acts.js';

const CHOICES = [5, 10, 20, 30] as const;

/** One tap tells the patient the truth about a delay. */
export function LateCard({ view }: { view: CallView }) {
  const { sayLate } = useActs(view);
  return (
    <section className="card stack" aria-labelledby="late">
      <h2 id="late">Running late?</h2>
      <p className="quiet" role="status">
        {view.lateMin
          ? `The patient is told that you are about ${view.lateMin} minutes late.`
          : 'The patient is told at once, with the new time.'}
      </p>
      <div className="row">
        {CHOICES.map((minutes) => (
          <Button
            key={minutes}
            variant="default"
            aria-pressed={view.lateMin === minutes}
            loading={sayLate.isPending && sayLate.variables === minutes}
            onClick={() => sayLate.mutate(minutes)}
          >
            {minutes} min
          </Button>
        ))}
        {view.lateMin !== null && (
          <Button variant="subtle" loading={sayLate.isPending && sayLate.variables === 0} onClick={() => sayLate.mutate(0)}>
            On time after all
          </Button>
        )}
      </div>
      <Failed error={sayLate.error} />
    </section>
  );
}
