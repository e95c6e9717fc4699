import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type SettingsVersion, signLimits } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call, isProblem } from '../call.js';
import { settingsQuery } from '../care/queries.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';

const LIMITS: Readonly<Record<string, string>> = {
  reviewSystolic: 'Upper pressure: rest from (mmHg)',
  reviewDiastolic: 'Lower pressure: rest from (mmHg)',
  reviewHeartRate: 'Heart rate: rest from (a minute)',
  holdSystolic: 'Upper pressure: no dose from (mmHg)',
  holdDiastolic: 'Lower pressure: no dose from (mmHg)',
  holdHeartRate: 'Heart rate: no dose from (a minute)',
  holdBelowSystolic: 'Upper pressure: no dose below (mmHg)',
  holdBelowHeartRate: 'Heart rate: no dose below (a minute)',
  holdBelowSpo2: 'Oxygen: no dose below (%)',
  vitalsMaxAgeMin: 'A reading counts for (min)',
  repeatWaitMin: 'Rest between readings (min)',
  maxRepeats: 'Readings after the first high one',
};

type Props = { current: SettingsVersion; defaults: Readonly<Record<string, number>>; maySign: boolean };

/** The clinic's own limits of the gate. They can be stricter than what Hearth brings, and never looser. */
export function LimitsForm({ current, defaults, maySign }: Props) {
  const queries = useQueryClient();
  const { gateLimits, maxConcurrentSessions, onlineWithinSec } = current.settings;
  const [own, setOwn] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(Object.entries(gateLimits).map(([name, limit]) => [name, String(limit)])),
  );
  const [reason, setReason] = useState('');
  const [isProving, setIsProving] = useState(false);
  const sign = useMutation({
    mutationFn: () => {
      const given = Object.entries(own).filter(([, limit]) => limit.trim() !== '');
      const limits = Object.fromEntries(given.map(([name, limit]) => [name, Number(limit)]));
      const body = { basedOn: current.version, reason, gateLimits: limits, maxConcurrentSessions, onlineWithinSec };
      return call(signLimits, { body });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsProving(true);
  };
  return (
    <>
      <form className="card stack" onSubmit={submit}>
        <h2>Limits of the gate</h2>
        <p className="quiet">
          {maySign ? 'Leave a field empty to use what Hearth brings.' : 'The medical director signs these.'} Each can be stricter
          than what Hearth brings, and never looser.
        </p>
        {Object.entries(LIMITS).map(([name, label]) => (
          <TextInput
            key={name}
            label={label}
            description={`Hearth brings ${defaults[name]}`}
            inputMode="numeric"
            readOnly={!maySign}
            value={own[name] ?? ''}
            onChange={({ currentTarget }) => setOwn({ ...own, [name]: currentTarget.value })}
          />
        ))}
        {maySign && (
          <>
            <TextInput
              label="Why this changes"
              required
              withAsterisk={false}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
            {isProblem(sign.error, 'care.limits-loosened') ? (
              <Notice kind="danger">
                Looser than what Hearth brings: {loosened(sign.error.problem.facts)}. Nothing was signed.
              </Notice>
            ) : (
              <Failed error={sign.error} />
            )}
            <div>
              <Button type="submit" loading={sign.isPending}>
                Sign the limits
              </Button>
            </div>
          </>
        )}
      </form>
      {isProving && (
        <StepUpDialog
          title="Sign the limits"
          what="You sign them as medical director. Please prove that it is you."
          words="Sign the limits"
          onAct={() => sign.mutateAsync().catch(() => undefined)}
          onClose={() => setIsProving(false)}
        />
      )}
    </>
  );
}

const loosened = (facts: Record<string, unknown> | undefined): string =>
  ((facts?.['names'] ?? []) as string[]).map((name) => LIMITS[name] ?? name).join('; ');
