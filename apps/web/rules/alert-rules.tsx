import { TextInput } from '@mantine/core';

import type { AlertRule, AssessmentRules } from '#contracts';
import styles from './rules.module.css';
import { type Draft, refusal } from './rules-draft.js';
import { thresholdWords, URGENCIES, unitOf } from './words.js';

type Props = { rules: AssessmentRules; draft: Draft; onEdit: ((draft: Draft) => void) | null };

/** The rules that call people, and from where on each speaks. */
export function AlertRules({ rules, ...props }: Props) {
  return (
    <section className="card stack" aria-labelledby="alert-rules">
      <h2 id="alert-rules">Rules that call people</h2>
      <ul>
        {rules.alertRules.map((rule) => (
          <One key={rule.id} rule={rule} ours={rules.strictestFrom} {...props} />
        ))}
      </ul>
    </section>
  );
}

type OneProps = Omit<Props, 'rules'> & { rule: AlertRule; ours: Readonly<Record<string, number>> };

function One({ rule: { id, reason, urgency, holdsDosing, thresholds, source }, ours, draft, onEdit }: OneProps) {
  const set = (name: string, typed: string) => onEdit?.({ ...draft, thresholds: { ...draft.thresholds, [name]: typed } });
  return (
    <li className={styles['rule']}>
      <div>
        <strong>{reason}</strong>
        <p className="quiet">
          {urgency ? URGENCIES[urgency] : 'Calls nobody'}
          {holdsDosing && '. No dose is released until a clinician has reviewed it'}.
        </p>
        <p className={styles['id']}>
          {id} · {source}
        </p>
      </div>
      <div className="stack">
        {thresholds.map((name) => (
          <TextInput
            key={name}
            label={thresholdWords(name)}
            description={`${unitOf(name)}; Hearth brings ${ours[name]}`}
            inputMode="numeric"
            placeholder={String(ours[name])}
            readOnly={!onEdit}
            value={draft.thresholds[name] ?? ''}
            error={refusal(draft.thresholds[name] ?? '', ours[name]!)}
            onChange={({ currentTarget }) => set(name, currentTarget.value)}
          />
        ))}
      </div>
    </li>
  );
}
