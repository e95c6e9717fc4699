import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type ContactJson, changeContact, type ExternalChannel, readContact, testContact } from '#contracts';
import { call } from '../call.js';
import care from '../care/care.module.css';
import { Button } from '../shell/button.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import styles from './account.module.css';
import { BrowserRow } from './browser-row.js';

export const contactQuery = { queryKey: ['contact'], queryFn: () => call(readContact) };
const NAMES: Readonly<Record<ExternalChannel, string>> = { email: 'E-mail', sms: 'Text message', push: 'Notification' };
const WHY: Readonly<Record<string, string>> = {
  none: 'there is none yet',
  undeliverable: 'nothing arrives there; ask the clinic to correct it',
  'opted-out': 'you have answered STOP; answer START to get texts again',
  closed: 'this clinic cannot send any yet',
};

/** How the clinic reaches this person, and when it does not wake them. */
export function ContactCard() {
  const { data, error } = useQuery(contactQuery);
  return (
    <section className="card stack" aria-labelledby="contact">
      <h2 id="contact">How we reach you</h2>
      <Failed error={error} />
      {!data && !error && <Loading what="your channels" />}
      {data && <Channels contact={data} />}
      {data && <Wishes contact={data} />}
    </section>
  );
}

function Channels({ contact }: { contact: ContactJson }) {
  const test = useMutation({ mutationFn: (channel: ExternalChannel) => call(testContact, { body: { channel } }) });
  return (
    <>
      <ul>
        {contact.channels.map(({ channel, address, state }) => (
          <li key={channel} className={styles['item']}>
            <span>
              <strong>{NAMES[channel]}</strong> {address}
              {state !== 'good' && channel !== 'push' && <span className="quiet"> {WHY[state]}</span>}
            </span>
            <span className="row">
              {channel === 'push' && <BrowserRow pushKey={contact.pushKey} />}
              {state === 'good' && (
                <Button
                  variant="default"
                  aria-label={`Send a test by ${NAMES[channel].toLowerCase()}`}
                  loading={test.isPending && test.variables === channel}
                  onClick={() => test.mutate(channel)}
                >
                  Send a test
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Failed error={test.error} />
      {test.isSuccess && <Notice kind="good">A test is on its way. It should be there within a minute.</Notice>}
    </>
  );
}

const toTime = (min: number) => `${String(Math.floor(min / 60)).padStart(2, '0')}:${String(min % 60).padStart(2, '0')}`;
const toMin = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

function Wishes({ contact }: { contact: ContactJson }) {
  const queries = useQueryClient();
  const { email, sms, push, first, quietFromMin, quietToMin, zone } = contact;
  const [form, setForm] = useState({ email, sms, push, first, quietFromMin, quietToMin });
  const save = useMutation({
    mutationFn: () => call(changeContact, { body: form }),
    onSuccess: (saved) => queries.setQueryData(contactQuery.queryKey, saved),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <fieldset className={care['group']}>
        <legend>Messages may come by</legend>
        {(Object.keys(NAMES) as ExternalChannel[]).map((channel) => (
          <label key={channel} className={care['choice']}>
            <input
              type="checkbox"
              checked={form[channel]}
              onChange={({ currentTarget }) => setForm({ ...form, [channel]: currentTarget.checked })}
            />
            {NAMES[channel]}
          </label>
        ))}
      </fieldset>
      <NativeSelect
        label="First try"
        data={[
          { value: '', label: 'What suits the message' },
          ...(Object.keys(NAMES) as ExternalChannel[]).map((value) => ({ value, label: NAMES[value] })),
        ]}
        value={form.first ?? ''}
        onChange={({ currentTarget }) => setForm({ ...form, first: (currentTarget.value || null) as ExternalChannel | null })}
      />
      <div className={styles['form']}>
        <TextInput
          label="Quiet from"
          type="time"
          required
          withAsterisk={false}
          value={toTime(form.quietFromMin)}
          onChange={({ currentTarget }) => setForm({ ...form, quietFromMin: toMin(currentTarget.value) })}
        />
        <TextInput
          label="Quiet until"
          type="time"
          required
          withAsterisk={false}
          value={toTime(form.quietToMin)}
          onChange={({ currentTarget }) => setForm({ ...form, quietToMin: toMin(currentTarget.value) })}
        />
      </div>
      <p className="quiet small">
        Times of {zone.replaceAll('_', ' ')}, twelve hours at most; the same twice means never quiet. Calls in an emergency and
        news about your account come all the same.
      </p>
      <Failed error={save.error} />
      {save.isSuccess && <Notice kind="good">Saved.</Notice>}
      <div className="row">
        <Button type="submit" variant="default" loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
