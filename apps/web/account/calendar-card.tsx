import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endFeed, type MyCalendar, makeFeed, readMyCalendar } from '#contracts';
import { call, isProblem } from '../call.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { OtherCalendar } from './other-calendar.js';

const KEY = ['my-calendar'];
const atIn = (iso: string, zone: string) => `${dayOf(iso, zone)}, ${timeOfDay(iso, zone)}`;

/** One's appointments in a calendar program, and for clinicians the other way round. */
export function CalendarCard({ me }: Pick<OwnPageProps, 'me'>) {
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: KEY, queryFn: () => call(readMyCalendar) });
  const again = { onSettled: () => queries.invalidateQueries({ queryKey: KEY }) };
  const make = useMutation({ mutationFn: () => call(makeFeed), ...again });
  const end = useMutation({ mutationFn: () => call(endFeed), onSuccess: () => make.reset(), ...again });
  if (isProblem(error, 'request.forbidden')) return null; // of another practice
  return (
    <section className="card stack" aria-labelledby="calendar">
      <h2 id="calendar">Calendar</h2>
      <p className="quiet">
        Your calendar program can show your appointments here, as “Appointment” and nothing more. Some calendars take a day to
        look again: for anything soon, trust this page.
      </p>
      <Failed error={error ?? make.error ?? end.error} />
      {!data && !error && <Loading what="your calendar" />}
      {make.data && <Shown address={make.data.address} />}
      {data?.feed && <FeedState feed={data.feed} zone={me.zone} />}
      <div className="row">
        {data && (
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
            {data.feed ? 'Make another address' : 'Make an address'}
          </Button>
        )}
        {data?.feed && (
          <Button variant="danger" loading={end.isPending} onClick={() => end.mutate()}>
            End the address
          </Button>
        )}
      </div>
      {data && me.role !== 'patient' && (
        <OtherCalendar other={data.other} atIn={(iso) => atIn(iso, me.zone)} onChanged={again.onSettled} />
      )}
    </section>
  );
}

function FeedState({ feed, zone }: { feed: NonNullable<MyCalendar['feed']>; zone: string }) {
  return (
    <p>
      There is an address since {atIn(feed.createdAt, zone)}.{' '}
      {feed.fetchedAt ? `A program last asked ${atIn(feed.fetchedAt, zone)}.` : 'No program has asked yet.'} Another address ends
      this one.
    </p>
  );
}

/** The only time that the address is seen. */
function Shown({ address }: { address: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(address).then(() => setCopied(true));
  return (
    <>
      <Notice kind="watch">
        Copy the address now: it is not shown again. Whoever has it sees when you have appointments, so give it only to your own
        calendar, as “subscribe” or “add by URL”.
      </Notice>
      <TextInput label="Your address" readOnly value={address} onFocus={({ currentTarget }) => currentTarget.select()} />
      <div className="row">
        <Button onClick={copy}>{isCopied ? 'Copied' : 'Copy'}</Button>
      </div>
    </>
  );
}
