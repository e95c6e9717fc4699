import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type ClinicSettingsJson, changeClinic, type SettingsVersion } from '#contracts';
import { call } from '../call.js';
import { settingsQuery } from '../care/queries.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';

type Form = Readonly<
  Record<
    | ('name' | 'zone' | 'phone' | 'homeText' | 'sites' | 'crisisNumbers' | 'holidays' | 'cutoffHours' | 'lateFee' | 'reason')
    | ('onCallPhone' | 'answerHours' | 'offerHold' | 'reviewHours'),
    string
  >
>;

/** Lists are written one line an entry, its parts apart by a comma. */
const linesOf = (items: readonly object[]) => items.map((item) => Object.values(item).join(', ')).join('\n');
const partsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => line.split(',').map((part) => part.trim()));

const formOf = ({ name, zone, phone, homeText, sites, crisisNumbers, holidays, ...rule }: ClinicSettingsJson): Form => ({
  name,
  zone,
  phone,
  homeText,
  sites: linesOf(sites.map((site) => ({ name: site.name, zone: site.zone, phone: site.phone }))),
  crisisNumbers: linesOf(crisisNumbers.map(({ label, number }) => ({ label, number }))),
  holidays: linesOf(holidays.map(({ date, name: called }) => ({ date, called }))),
  cutoffHours: String(rule.changeCutoffHours),
  lateFee: (rule.lateFeeCents / 100).toFixed(2),
  onCallPhone: rule.onCallPhone,
  answerHours: String(rule.answerWithinHours),
  offerHold: String(rule.offerHoldMin),
  reviewHours: String(rule.courseReviewHours),
  reason: '',
});

const settingsOf = ({
  sites,
  crisisNumbers,
  holidays,
  cutoffHours,
  lateFee,
  answerHours,
  offerHold,
  reviewHours,
  ...texts
}: Form) => ({
  ...texts,
  answerWithinHours: Number(answerHours),
  changeCutoffHours: Number(cutoffHours),
  lateFeeCents: Math.round(Number(lateFee) * 100),
  offerHoldMin: Number(offerHold),
  courseReviewHours: Number(reviewHours),
  sites: partsOf(sites).map(([name = '', zone = '', phone = '']) => ({ name, zone, phone })),
  crisisNumbers: partsOf(crisisNumbers).map(([label = '', number = '']) => ({ label, number })),
  holidays: partsOf(holidays).map(([date = '', ...name]) => ({ date, name: name.join(', ') })),
});

const LISTS = [
  ['sites', 'Sites', 'One a line: name, time zone, telephone'],
  ['crisisNumbers', 'Numbers for a crisis', 'One a line: who answers, number. Patients see them on their first page.'],
  ['holidays', 'Closed days', 'One a line: date as 2026-12-25, name. Nothing can be booked on them.'],
] as const;

/** What the clinic says about itself. */
export function SettingsForm({ current }: { current: SettingsVersion }) {
  const queries = useQueryClient();
  const [form, setForm] = useState(formOf(current.settings));
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const save = useMutation({
    mutationFn: () => call(changeClinic, { body: { basedOn: current.version, ...settingsOf(form) } }),
    onSettled: () => queries.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const line = (name: keyof Form, label: string, description?: string, isRequired = true) => (
    <TextInput
      key={name}
      label={label}
      description={description}
      required={isRequired}
      withAsterisk={false}
      value={form[name]}
      onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
    />
  );
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>About the clinic</h2>
      {line('name', 'Name')}
      {line('zone', 'Time zone', 'Such as America/New_York')}
      {line('phone', 'Telephone')}
      {line('onCallPhone', 'Telephone at night', 'Whom patients call when nobody reads messages. Empty: the one above.', false)}
      {line('answerHours', 'Messages are answered within, hours', 'After that whoever is on call and the admins are told.')}
      <Textarea
        label="Words for patients"
        description="Patients read them on their first page. Leave empty for none."
        maxLength={500}
        value={form.homeText}
        onChange={({ currentTarget }) => set({ homeText: currentTarget.value })}
      />
      {LISTS.map(([name, label, description]) => (
        <Textarea
          key={name}
          label={label}
          description={description}
          rows={3}
          value={form[name]}
          onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
        />
      ))}
      {line('cutoffHours', 'Late from, hours before the start', 'A change after that is late. Cut-offs count real hours.')}
      {line(
        'lateFee',
        'Cost of a late change, in dollars',
        'Waived by itself for illness, safety, a missing companion, and trouble on our side.',
      )}
      {line(
        'offerHold',
        'Minutes for which an offered time is kept',
        'For whoever waits for an earlier time and is offered one. Quiet hours are not counted.',
      )}
      {line(
        'reviewHours',
        'Hours for which a paused course may wait for a prescriber',
        'After that whoever is on call, the team and the admins are called until somebody takes it on.',
      )}
      {line('reason', 'Why this changes')}
      <Failed error={save.error} />
      <div>
        <Button type="submit" loading={save.isPending}>
          Save as a new version
        </Button>
      </div>
    </form>
  );
}
