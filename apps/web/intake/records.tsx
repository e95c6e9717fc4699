import { type FormEvent, useId } from 'react';

import type { QuestionnaireAnswer, QuestionnaireItem } from '#contracts';
import { Button } from '../shell/button.js';
import styles from './intake.module.css';

type Entry = Readonly<Record<string, string | number>>;
type Props = {
  item: QuestionnaireItem;
  answer: QuestionnaireAnswer | undefined;
  onAnswer: (answer: QuestionnaireAnswer) => Promise<unknown>;
};
type Field = QuestionnaireItem['fields'][number];

/** What was typed, as far as it says something; numbers as numbers. */
const entryOf = (fields: readonly Field[], data: FormData): Entry =>
  Object.fromEntries(
    fields.flatMap(({ linkId, type }) => {
      const text = String(data.get(linkId) ?? '').trim();
      if (text === '') return [];
      return [[linkId, type === 'integer' ? Number(text) : text] as const];
    }),
  );

/** The name of an entry in the list: what was typed first. */
const titleOf = (fields: readonly Field[], entry: Entry): string =>
  String(
    fields
      .filter(({ type }) => type === 'text')
      .map(({ linkId }) => entry[linkId])
      .find(Boolean) ?? 'Without a name',
  );

/** A list of entries, added one at a time; each change is kept. */
export function Records({ item, answer, onAnswer }: Props) {
  const records = answer?.kind === 'records' ? answer.records : [];
  const keep = (changed: readonly Entry[]) => onAnswer({ kind: 'records', records: changed });
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const entry = entryOf(item.fields, new FormData(form));
    if (!Object.keys(entry).length) return;
    await keep([...records, entry]);
    form.reset();
  };
  return (
    <div className="stack">
      <h2 className={styles['label']}>{item.text}</h2>
      <ul className={styles['entries']}>
        {records.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name of their own, and two may be alike
          <li key={at}>
            <span>{titleOf(item.fields, entry)}</span>
            <Button
              variant="subtle"
              aria-label={`Remove ${titleOf(item.fields, entry)}`}
              onClick={() => void keep(records.filter((_, other) => other !== at)).catch(() => undefined)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <form className="card stack" onSubmit={(event) => void add(event).catch(() => undefined)}>
        {item.fields.map((field) => (
          <OneField key={field.linkId} field={field} />
        ))}
        <Button type="submit" variant="default">
          Add to the list
        </Button>
      </form>
      {answer === undefined && (
        <Button variant="subtle" onClick={() => void keep([]).catch(() => undefined)}>
          There is nothing to add
        </Button>
      )}
    </div>
  );
}

function OneField({ field: { linkId, text, type, answerOption } }: { field: Field }) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{text}</label>
      {type === 'choice' ? (
        <select id={id} name={linkId} defaultValue="">
          <option value="">Please choose</option>
          {answerOption.map(({ code, display }) => (
            <option key={code} value={code}>
              {display}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={linkId}
          type={type === 'date' ? 'month' : 'text'}
          {...(type === 'integer' ? { inputMode: 'numeric' as const, pattern: '[0-9]{1,4}' } : { maxLength: 200 })}
          {...(type === 'date' ? { pattern: '[0-9]{4}-[0-9]{2}', placeholder: '2024-05' } : {})}
          autoComplete="off"
        />
      )}
    </div>
  );
}
