import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { AssessmentRules } from '#contracts';
import styles from '../care/care.module.css';
import { standingQuery } from '../care/queries.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { AlertRules } from './alert-rules.js';
import { DrugRules } from './drug-rules.js';
import { FindingRules } from './finding-rules.js';
import { rulesQuery } from './queries.js';
import { changesOf, draftOf } from './rules-draft.js';
import { SignRules } from './sign-rules.js';
import { WordingCard } from './wording-card.js';

/** By which rules answers are judged here, and in which words patients are asked. The medical director changes both. */
export default function RulesPage({ me }: OwnPageProps) {
  const { data, error } = useQuery(rulesQuery);
  const standing = useQuery(standingQuery);
  const maySign = standing.data?.isMedicalDirector ?? false;
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle title="Rules">Rules for answers</PageTitle>
          <p className="quiet">
            What Hearth makes of patients’ answers, why, and by whose word. A clinic may make a rule stricter, and never looser. A
            rule decides nothing: a clinician does.
          </p>
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the rules" />}
        {data && !maySign && <Notice>The medical director changes rules and words. You can read them.</Notice>}
        {data && <Editor key={data.version} rules={data} maySign={maySign} />}
        {data && (
          <WordingCard key={`words-${data.safety.versions.length}`} safety={data.safety} maySign={maySign} zone={me.zone} />
        )}
        {data && <History rules={data} zone={me.zone} />}
      </div>
    </Kit>
  );
}

function Editor({ rules, maySign }: { rules: AssessmentRules; maySign: boolean }) {
  const [draft, setDraft] = useState(() => draftOf(rules));
  const edit = maySign ? setDraft : null;
  return (
    <>
      <AlertRules rules={rules} draft={draft} onEdit={edit} />
      <FindingRules rules={rules} draft={draft} onEdit={edit} />
      <DrugRules rules={rules} draft={draft} onEdit={edit} />
      {maySign && <SignRules rules={rules} draft={draft} onReset={() => setDraft(draftOf(rules))} />}
    </>
  );
}

const NOTHING_OWN = { levels: {}, drugs: [], thresholds: {} };

function History({ rules, zone }: { rules: AssessmentRules; zone: string }) {
  return (
    <section className="card stack" aria-labelledby="rules-history">
      <h2 id="rules-history">History</h2>
      {rules.versions.length === 0 && <p>The rules are those that Hearth brings; nothing was ever changed.</p>}
      <ol>
        {rules.versions.map((version, i) => (
          <li key={version.version} className={styles['member']}>
            <div>
              <strong>
                Version {version.version}
                {version.changedAt && `, ${dayOf(version.changedAt, zone)}, ${timeOfDay(version.changedAt, zone)}`}
              </strong>
              <p className="quiet small">
                {version.changedByName ?? 'Somebody'}: {version.reason}
              </p>
              <ul>
                {changesOf(rules.versions[i + 1] ?? NOTHING_OWN, version, rules).map(({ what, before, after }) => (
                  <li key={what} className="small">
                    {what}: <del>{before}</del> → <ins>{after}</ins>
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
