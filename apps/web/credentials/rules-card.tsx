import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { PrescribingRuleShown } from '#contracts';
import styles from '../care/care.module.css';
import { Button } from '../shell/button.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { placeName } from './places.js';
import { rulesQuery } from './queries.js';
import { RuleDialog } from './rule-dialog.js';
import { asksOf } from './rule-words.js';

/** What each state asks of prescribers; everything where nobody has looked it up. */
export function RulesCard({ isAdmin }: { isAdmin: boolean }) {
  const queries = useQueryClient();
  const { data, error } = useQuery(rulesQuery);
  const [changing, setChanging] = useState<PrescribingRuleShown | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const finish = (words: string) => {
    setChanging(null);
    setDone(words);
    void queries.invalidateQueries({ queryKey: rulesQuery.queryKey });
  };
  return (
    <section className="card stack" aria-labelledby="state-rules">
      <h2 id="state-rules">What states ask of prescribers</h2>
      <p className="quiet">
        Where nobody has looked it up, all of it is asked. Each change is a version with its source; those before stay.
      </p>
      <Failed error={error} />
      {done && <Notice kind="good">{done}</Notice>}
      {!data && !error && <Loading what="the rules" />}
      {data && (
        <ul>
          {data.map((rule) => (
            <One key={rule.jurisdiction} rule={rule} onChange={isAdmin ? () => setChanging(rule) : null} />
          ))}
        </ul>
      )}
      {changing && <RuleDialog rule={changing} onDone={finish} onClose={() => setChanging(null)} />}
    </section>
  );
}

function One({ rule, onChange }: { rule: PrescribingRuleShown; onChange: (() => void) | null }) {
  const { jurisdiction, version, source, changedByName, changedAt } = rule;
  return (
    <li className={styles['member']}>
      <div>
        <strong>{placeName(jurisdiction)}</strong>{' '}
        <span className={styles['tag']} data-kind={version ? 'done' : 'due'}>
          {version ? 'Looked up' : 'To be verified by the clinic'}
        </span>
        <p className="small">{asksOf(rule)}</p>
        {changedAt && (
          <p className="quiet small">
            {source} · {changedByName ?? 'somebody'}, {changedAt.slice(0, 10)}, version {version}
          </p>
        )}
      </div>
      {onChange && (
        <Button variant="subtle" aria-label={`Change the rule of ${placeName(jurisdiction)}`} onClick={onChange}>
          Change
        </Button>
      )}
    </li>
  );
}
