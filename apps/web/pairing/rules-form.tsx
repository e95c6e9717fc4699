import { type FormEvent, useState } from 'react';

import { changePairingRules, type PairingRules } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './pairing.module.css';
import { useAct } from './use-act.js';
import { CRITERIA } from './words.js';

type Numbers = Omit<PairingRules, 'version'>;
type Field = Readonly<{ name: keyof Numbers; words: string; min: number; max: number }>;

const FIELDS: readonly Field[] = [
  ...Object.entries(CRITERIA).map(([name, words]): Field => ({ name: name as keyof Numbers, words, min: 0, max: 100 })),
  { name: 'offerHours', words: 'An offer stands for so many hours', min: 1, max: 336 },
  { name: 'overlapDays', words: 'Days in which both see a patient after a hand-over', min: 1, max: 90 },
  { name: 'courseDays', words: 'Days that a course is taken to last', min: 1, max: 365 },
];

/** How much each reason weighs, and how long things take. */
export function RulesForm({ rules: { version, ...now } }: { rules: PairingRules }) {
  const [numbers, setNumbers] = useState<Numbers>(now);
  const save = useAct(() => call(changePairingRules, { body: { basedOn: version, ...numbers } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <section className="card stack" aria-labelledby="weights">
      <h2 id="weights">What counts how much</h2>
      <p className="quiet small">
        From 0, not at all, to 100. Patients can read it beside their list. Licences, languages and room are no weights: without
        them nobody is on a list.
      </p>
      <form className="stack" onSubmit={submit}>
        <div className={styles['weights']}>
          {FIELDS.map(({ name, words, min, max }) => (
            <label key={name}>
              {words}
              <input
                className={styles['number']}
                type="number"
                {...{ min, max }}
                required
                value={numbers[name]}
                onChange={({ currentTarget }) => setNumbers({ ...numbers, [name]: currentTarget.valueAsNumber })}
              />
            </label>
          ))}
        </div>
        <Failed error={save.error} />
        <div>
          <Button type="submit" variant="default" loading={save.isPending}>
            Save as version {version + 1}
          </Button>
        </div>
      </form>
    </section>
  );
}
