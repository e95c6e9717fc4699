import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type CalendarProblem, endOtherCalendar, type MyCalendar, setOtherCalendar } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';

/** What went wrong, and what to do. */
const PROBLEMS: Readonly<Record<CalendarProblem, string>> = {
  'address-refused': 'The address leads somewhere that we do not go. Enter the public address of the calendar.',
  unreachable: 'It cannot be reached at the moment. We keep trying.',
  'too-slow': 'It takes too long to answer. We keep trying.',
  'too-large': 'It is too large. Share a calendar with fewer years in it.',
  'not-found': 'There is no calendar at this address any more. Enter the new one.',
  'not-allowed': 'It wants a sign-in. Use the secret or public address of the calendar.',
  refused: 'It answers with something else. Check the address.',
  'not-a-calendar': 'What is there is no calendar. Use the address in iCal format.',
  'unknown-zone': 'It has times in a zone that nobody knows, so we cannot say when you are busy.',
  'too-many-times': 'It has too many times in it. Look for an event that repeats each minute.',
  'suddenly-empty': 'It is empty of a sudden. We believe it when it stays so for a day.',
};

type Props = { other: MyCalendar['other']; atIn: (iso: string) => string; onChanged: () => void };

/** A clinician's calendar elsewhere: when they are busy there, nobody books them here. */
export function OtherCalendar({ other, atIn, onChanged }: Props) {
  const [address, setAddress] = useState('');
  const set = useMutation({
    mutationFn: () => call(setOtherCalendar, { body: { address } }),
    onSuccess: () => setAddress(''),
    onSettled: onChanged,
  });
  const end = useMutation({ mutationFn: () => call(endOtherCalendar), onSettled: onChanged });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <>
      <h3>Your other calendar</h3>
      <p className="quiet">When you are busy there, you are not booked here. We look every 15 minutes and keep only the times.</p>
      <Failed error={set.error ?? end.error} />
      {other && <State other={other} atIn={atIn} />}
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={other ? 'Address of another one instead' : 'Its address (iCal format)'}
          placeholder="https://"
          required
          withAsterisk={false}
          maxLength={2000}
          value={address}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" variant="default" loading={set.isPending}>
            Use this calendar
          </Button>
          {other && (
            <Button variant="danger" loading={end.isPending} onClick={() => end.mutate()}>
              Use it no more
            </Button>
          )}
        </div>
      </form>
    </>
  );
}

function State({ other, atIn }: Pick<Props, 'atIn'> & { other: NonNullable<Props['other']> }) {
  const { host, succeededAt, triedAt, problem, busyTimes } = other;
  return (
    <>
      <p>
        From <strong>{host}</strong>: {busyTimes === 1 ? '1 busy time' : `${busyTimes} busy times`} ahead.{' '}
        {succeededAt ? `Last read ${atIn(succeededAt)}.` : 'Not read yet.'}
      </p>
      {problem && (
        <Notice kind="watch">
          {PROBLEMS[problem]} {triedAt && `Last tried ${atIn(triedAt)}.`} The times that are known still count.
        </Notice>
      )}
    </>
  );
}
