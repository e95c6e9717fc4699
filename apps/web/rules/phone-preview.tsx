import { useState } from 'react';

import type { QuestionnaireForm } from '#contracts';
import intake from '../intake/intake.module.css';
import { Button } from '../shell/button.js';
import styles from './rules.module.css';

/** How a patient sees the questions on a telephone, one after the other. Nothing is answered here. */
export function PhonePreview({ asked }: { asked: QuestionnaireForm }) {
  const [at, setAt] = useState(0);
  const item = asked.item[at]!;
  return (
    <section className="stack" aria-label="How patients see it">
      <div className={styles['phone']}>
        <div className={intake['question']}>
          <p className="quiet">
            Question {at + 1} of {asked.item.length}
          </p>
          <p className="quiet">{asked.recall}</p>
          <fieldset disabled>
            <legend>{item.text}</legend>
            <div className={intake['options']}>
              {item.answerOption.map(({ code, display }) => (
                <label key={code}>
                  <input type="radio" name="preview" />
                  <span>{display}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <p className="quiet small">{asked.copyright}</p>
        </div>
      </div>
      <div className={styles['steps']}>
        <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
          Before
        </Button>
        <Button variant="default" disabled={at === asked.item.length - 1} onClick={() => setAt(at + 1)}>
          Next
        </Button>
      </div>
    </section>
  );
}
