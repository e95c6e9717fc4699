import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { addChartEntry, type ChartEntryKind, type CodeSystem, type NewChartEntry } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { chartQuery } from './queries.js';
import { CODE_SYSTEMS, DETAIL_WORDS, SYSTEMS_OF } from './words.js';

const TITLES: Readonly<Record<ChartEntryKind, string>> = {
  problem: 'A problem',
  allergy: 'An allergy',
  medicine: 'A medicine',
};
type Form = Readonly<{ text: string; detail: string; system: CodeSystem; code: string; criticality: '' | 'low' | 'high' }>;

/** As the contract has it: what was left empty is left out. */
function bodyOf(kind: ChartEntryKind, { text, detail, system, code, criticality }: Form): NewChartEntry {
  const coded = code.trim() ? { code: { system, code: code.trim() } } : {};
  const serious = kind === 'allergy' && criticality ? { criticality } : {};
  return { kind, text, ...(detail.trim() ? { detail } : {}), ...coded, ...serious } as NewChartEntry;
}

/** Something new on the chart. A code is optional: words count. */
export function EntryForm({ patientId, kind, onClose }: { patientId: string; kind: ChartEntryKind; onClose: () => void }) {
  const queries = useQueryClient();
  const systems = SYSTEMS_OF[kind];
  const [form, setForm] = useState<Form>({ text: '', detail: '', system: systems[0]!, code: '', criticality: '' });
  const add = useMutation({
    mutationFn: () => call(addChartEntry, { params: { patientId }, body: bodyOf(kind, form) }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: chartQuery(patientId).queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  return (
    <Dialog title={TITLES[kind]} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label="What"
          required
          maxLength={200}
          value={form.text}
          onChange={({ currentTarget }) => set({ text: currentTarget.value })}
        />
        <TextInput
          label={DETAIL_WORDS[kind]}
          maxLength={300}
          value={form.detail}
          onChange={({ currentTarget }) => set({ detail: currentTarget.value })}
        />
        {kind === 'allergy' && (
          <NativeSelect
            label="How serious"
            data={[
              { value: '', label: 'Not known' },
              { value: 'low', label: 'Low' },
              { value: 'high', label: 'High' },
            ]}
            value={form.criticality}
            onChange={({ currentTarget }) => set({ criticality: currentTarget.value as Form['criticality'] })}
          />
        )}
        <NativeSelect
          label="Code of"
          data={systems.map((value) => ({ value, label: CODE_SYSTEMS[value] }))}
          value={form.system}
          onChange={({ currentTarget }) => set({ system: currentTarget.value as CodeSystem })}
        />
        <TextInput
          label="Code"
          maxLength={40}
          value={form.code}
          onChange={({ currentTarget }) => set({ code: currentTarget.value })}
        />
        <Failed error={add.error} />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={add.isPending} disabled={form.text.trim().length < 2}>
            Put on the chart
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}
