import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { changePrescribingRule, type PrescribingRule, type PrescribingRuleShown } from '#contracts';
import { call } from '../call.js';
import { choices } from '../care/words.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { placeName } from './places.js';
import { DEA, PDMP } from './rule-words.js';

type Props = { rule: PrescribingRuleShown; onDone: (words: string) => void; onClose: () => void };
type Needs = 'needsPrescriptiveAuthority' | 'needsCollaboration' | 'needsStateRegistration';

const NEEDS: readonly (readonly [Needs, string])[] = [
  ['needsPrescriptiveAuthority', 'Whoever is no physician needs an authority of the state to prescribe'],
  ['needsCollaboration', 'Whoever is no physician needs an agreement with a physician'],
  ['needsStateRegistration', 'A registration of the state for controlled substances is needed'],
];
const USUAL_DAYS = 90;

/** Enters what was looked up of a state. */
export function RuleDialog({ rule: shown, onDone, onClose }: Props) {
  const { jurisdiction, version: basedOn, source: _, changedByName: __, changedAt: ___, ...first } = shown;
  const [rule, setRule] = useState<Omit<PrescribingRule, 'jurisdiction'>>(first);
  const [source, setSource] = useState('');
  const place = placeName(jurisdiction);
  const change = useMutation({
    mutationFn: () => call(changePrescribingRule, { params: { jurisdiction }, body: { ...rule, basedOn, source } }),
    onSuccess: () => onDone(`The rule of ${place} is entered.`),
  });
  const setPdmp = (pdmp: PrescribingRule['pdmp']) =>
    setRule({ ...rule, pdmp, pdmpDays: pdmp === 'every-days' ? (rule.pdmpDays ?? USUAL_DAYS) : null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Dialog title={`What ${place} asks of prescribers`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {NEEDS.map(([name, label]) => (
          <Checkbox
            key={name}
            label={label}
            checked={rule[name]}
            onChange={({ currentTarget }) => setRule({ ...rule, [name]: currentTarget.checked })}
          />
        ))}
        <NativeSelect
          label="DEA"
          data={choices(DEA)}
          value={rule.dea}
          onChange={({ currentTarget }) => setRule({ ...rule, dea: currentTarget.value as PrescribingRule['dea'] })}
        />
        <NativeSelect
          label="A look at the monitoring programme"
          data={choices(PDMP)}
          value={rule.pdmp}
          onChange={({ currentTarget }) => setPdmp(currentTarget.value as PrescribingRule['pdmp'])}
        />
        {rule.pdmpDays !== null && (
          <NumberInput
            label="Every so many days"
            min={1}
            max={366}
            value={rule.pdmpDays}
            onChange={(days) => setRule({ ...rule, pdmpDays: Number(days) || 1 })}
          />
        )}
        <TextInput
          label="Where you have looked it up"
          required
          maxLength={300}
          value={source}
          onChange={({ currentTarget }) => setSource(currentTarget.value)}
        />
        <Failed error={change.error} />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!source.trim()}>
            Enter it
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}
