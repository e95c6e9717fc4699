import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { listMessages, type MessageRow, type PlannedReminder } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { MessageDialog } from './message-dialog.js';
import { CHANNELS, STATES, stateKind } from './message-words.js';

type Show = 'all' | 'open' | 'planned' | 'sent';
const SHOWS = [
  { value: 'all', label: 'All of them' },
  { value: 'open', label: 'Not delivered' },
  { value: 'planned', label: 'Still to come' },
  { value: 'sent', label: 'Sent' },
];

/** Every message that was ever planned, and what became of it. */
export default function DeliveryPage({ me }: OwnPageProps) {
  const [show, setShow] = useState<Show>('all');
  const [opened, setOpened] = useState<string | null>(null);
  const pages = useInfiniteQuery({
    queryKey: ['delivery', show],
    queryFn: ({ pageParam }) => call(listMessages, { query: { show, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: 30_000,
  });
  const all = pages.data?.pages ?? [];
  const messages = all.flatMap((page) => page.messages);
  const reminders = all[0]?.reminders ?? [];
  const open = all[0]?.openCount ?? 0;
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle title="Delivery">Messages to people</PageTitle>
          <p className="quiet">
            Everything that is, was or will be sent. Those that did not arrive come first.{' '}
            <Link href="/texts">Change the texts</Link>
          </p>
        </div>
        {open > 0 && (
          <Notice kind="danger">
            {open >= 100 ? 'More than a hundred messages' : open === 1 ? 'One message' : `${open} messages`} did not arrive, as
            far as anybody knows. Send each again, or call the person and say that it is taken care of.
          </Notice>
        )}
        <NativeSelect
          label="Show"
          data={SHOWS}
          value={show}
          onChange={({ currentTarget }) => setShow(currentTarget.value as Show)}
        />
        <Failed error={pages.error} />
        {!pages.data && !pages.error && <Loading what="the messages" />}
        {reminders.length > 0 && <Reminders reminders={reminders} zone={me.zone} />}
        {pages.data && messages.length === 0 && reminders.length === 0 && (
          <Empty title="No such message">Choose another kind above.</Empty>
        )}
        {messages.length > 0 && (
          <section className="card" aria-label="Messages">
            <ol>
              {messages.map((message) => (
                <Row key={message.id} message={message} zone={me.zone} onOpen={() => setOpened(message.id)} />
              ))}
            </ol>
          </section>
        )}
        {pages.hasNextPage && (
          <div>
            <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              Show older ones
            </Button>
          </div>
        )}
        {opened && <MessageDialog id={opened} zone={me.zone} onClose={() => setOpened(null)} />}
      </div>
    </Kit>
  );
}

type RowProps = { message: MessageRow; zone: string; onOpen: () => void };

function Row({ message, zone, onOpen }: RowProps) {
  const { recipientName, about, channel, state, isOpen, sentAt, dueAt, plannedAt, attempts, errorCode } = message;
  const at = sentAt ?? dueAt ?? plannedAt;
  const facts = [CHANNELS[channel], attempts > 1 && `${attempts} tries`, errorCode].filter(Boolean).join(' · ');
  return (
    <li className={styles['member']}>
      <div>
        <strong>{recipientName}</strong>: {about.toLowerCase()}
        <p className="quiet small">
          {dayOf(at, zone)}, {timeOfDay(at, zone)} · {facts}
        </p>
      </div>
      <span className="row">
        <span className={styles['tag']} data-kind={stateKind(state, isOpen)}>
          {STATES[state]}
        </span>
        <Button variant="default" aria-label={`Open the message to ${recipientName}: ${about}`} onClick={onOpen}>
          Open
        </Button>
      </span>
    </li>
  );
}

function Reminders({ reminders, zone }: { reminders: readonly PlannedReminder[]; zone: string }) {
  return (
    <section className="card" aria-label="Reminders to come">
      <h2>Reminders to come</h2>
      <p className="quiet small">Half a day before is decided who gets one, and how. Quiet hours may move it.</p>
      <ol>
        {reminders.map(({ id, patientName, sendsAt, startsAt }) => (
          <li key={id} className={styles['member']}>
            <span>
              <strong>{patientName}</strong>, appointment on {dayOf(startsAt, zone)}, {timeOfDay(startsAt, zone)}
            </span>
            <span className="quiet small">
              {dayOf(sendsAt, zone)}, {timeOfDay(sendsAt, zone)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
