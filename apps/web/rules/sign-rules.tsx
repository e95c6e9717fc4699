import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type AssessmentRules, signAssessmentRules } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { rulesQuery } from './queries.js';
import styles from './rules.module.css';
import { type Change, changesOf, type Draft, ownOf, refusal } from './rules-draft.js';

type Props = { rules: AssessmentRules; draft: Draft; onReset: () => void };

/** Shows what would change, and lets the medical director sign it. */
export function SignRules({ rules, draft, onReset }: Props) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isProving, setProving] = useState(false);
  const own = ownOf(draft, rules);
  const changes = changesOf(rules, own, rules);
  const isRefused = Object.entries(draft.thresholds).some(([name, typed]) => refusal(typed, rules.strictestFrom[name]!) !== null);
  const sign = useMutation({
    mutationFn: () => call(signAssessmentRules, { body: { basedOn: rules.version, reason: reason.trim(), ...own } }),
    onSuccess: (signed) => queries.setQueryData(rulesQuery.queryKey, signed),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProving(true);
  };
  if (!changes.length && !isRefused) return null;
  return (
    <>
      <form className="card stack" onSubmit={submit} aria-labelledby="sign-rules">
        <h2 id="sign-rules">What you would change</h2>
        <Changes changes={changes} />
        {isRefused && <Notice kind="danger">Something above cannot be set like this.</Notice>}
        <TextInput
          label="Why this changes"
          required
          maxLength={300}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Failed error={sign.error} />
        <div className="row">
          <Button type="submit" loading={sign.isPending} disabled={isRefused || !changes.length || reason.trim().length < 3}>
            Sign these rules
          </Button>
          <Button variant="subtle" onClick={onReset}>
            Leave it as it is
          </Button>
        </div>
      </form>
      {isProving && (
        <StepUpDialog
          title="Sign the rules"
          what={`You sign version ${rules.version + 1} as medical director. It holds from now on for every answer. Please prove that it is you.`}
          words="Sign the rules"
          onAct={() => sign.mutateAsync().catch(() => undefined)}
          onClose={() => setProving(false)}
        />
      )}
    </>
  );
}

const Changes = ({ changes }: { changes: readonly Change[] }) => (
  <ul>
    {changes.map(({ what, before, after, isLooser }) => (
      <li key={what}>
        {what}: <del>{before}</del> → <ins>{after}</ins>
        {isLooser && <span className={styles['looser']}> less strict than now</span>}
      </li>
    ))}
  </ul>
);
