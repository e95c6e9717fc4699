import { useEffect, useId, useRef, useState } from 'react';

import type { QuestionnaireAnswer, QuestionnaireItem } from '#contracts';
import { Button } from '../shell/button.js';
import styles from './intake.module.css';
import { Records } from './records.js';

type Props = {
  item: QuestionnaireItem;
  recall: string;
  answer: QuestionnaireAnswer | undefined;
  onAnswer: (answer: QuestionnaireAnswer) => Promise<unknown>;
};

/** One question. It takes the focus when it comes, so that a screen reader reads it and a keyboard answers it. */
export function Question({ item, recall, answer, onAnswer }: Props) {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={group} tabIndex={-1} className={styles['question']}>
      <p className="quiet">{recall}</p>
      {item.type === 'choice' && <Choices item={item} answer={answer} onAnswer={onAnswer} />}
      {item.type === 'integer' && <Whole item={item} answer={answer} onAnswer={onAnswer} />}
      {item.type === 'text' && <Words item={item} answer={answer} onAnswer={onAnswer} />}
      {item.type === 'records' && <Records item={item} answer={answer} onAnswer={onAnswer} />}
    </div>
  );
}

type Part = Omit<Props, 'recall'>;

/** Kept at the moment of the tap: who stops here has still said it. */
function Choices({ item, answer, onAnswer }: Part) {
  const name = useId();
  const chosen = answer?.kind === 'codes' ? answer.codes[0] : undefined;
  return (
    <fieldset>
      <legend>{item.text}</legend>
      <div className={styles['options']}>
        {item.answerOption.map(({ code, display }) => (
          <label key={code}>
            <input
              type="radio"
              name={name}
              checked={code === chosen}
              onChange={() => void onAnswer({ kind: 'codes', codes: [code] }).catch(() => undefined)}
            />
            <span>{display}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const MOST_BUTTONS = 11;

function Whole(props: Part) {
  const { item } = props;
  const [min, max] = [item.min ?? 0, item.max ?? 0];
  return max - min < MOST_BUTTONS ? <Scale {...props} min={min} max={max} /> : <NumberEntry {...props} min={min} max={max} />;
}

/** A few numbers are tapped, not typed. */
function Scale({ item, answer, onAnswer, min, max }: Part & { min: number; max: number }) {
  const name = useId();
  const numbers = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return (
    <fieldset>
      <legend>{item.text}</legend>
      <div className={styles['options']}>
        {numbers.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              checked={answer?.kind === 'number' && answer.value === value}
              onChange={() => void onAnswer({ kind: 'number', value }).catch(() => undefined)}
            />
            <span>{value}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function NumberEntry({ item, answer, onAnswer, min, max }: Part & { min: number; max: number }) {
  const [text, setText] = useState(answer?.kind === 'number' ? String(answer.value) : '');
  const value = Number(text);
  const isGood = text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max;
  return (
    <Typed
      item={item}
      isGood={isGood}
      onKeep={() => onAnswer({ kind: 'number', value })}
      field={(id) => (
        <input id={id} inputMode="numeric" value={text} onChange={({ target }) => setText(target.value)} autoComplete="off" />
      )}
    />
  );
}

function Words({ item, answer, onAnswer }: Part) {
  const [text, setText] = useState(answer?.kind === 'text' ? answer.text : '');
  return (
    <Typed
      item={item}
      isGood={text.trim() !== ''}
      onKeep={() => onAnswer({ kind: 'text', text })}
      field={(id) => <textarea id={id} rows={4} value={text} onChange={({ target }) => setText(target.value)} />}
    />
  );
}

type TypedProps = {
  item: QuestionnaireItem;
  isGood: boolean;
  onKeep: () => Promise<unknown>;
  field: (id: string) => React.ReactNode;
};

/** What is typed is kept when its field is left or Enter is pressed. */
function Typed({ item, isGood, onKeep, field }: TypedProps) {
  const id = useId();
  const keep = () => void (isGood ? onKeep().catch(() => undefined) : undefined);
  return (
    <form
      className={styles['field']}
      onBlur={keep}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label htmlFor={id} className={styles['label']}>
        {item.text}
      </label>
      {field(id)}
      <div>
        <Button type="submit" variant="default" disabled={!isGood}>
          Save
        </Button>
      </div>
    </form>
  );
}
