import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type Alert, type CloseReason, permits } from '#session-engine';
import { serverTime } from '../server-time.js';
import type { LiveSession } from '../session/live-session.js';
import { alertWords, CLOSE_REASONS } from '../session/words.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';

/** A person takes an alert on, and closes it with a reason once it is settled. */
export function AlertButtons({ live, alert }: { live: LiveSession; alert: Alert }) {
  const [isClosing, setClosing] = useState(false);
  const outgoing = live.status.view?.outgoing ?? [];
  const isOnItsWay = outgoing.some(({ entry }) => 'alertId' in entry.payload && entry.payload.alertId === alert.id);
  if (asksForAnswer(live, alert))
    return <p className="small">Enter it, or phone the chaperone. It calls the prescriber when nobody answers.</p>;
  if (alert.acknowledgedAt === undefined) {
    const acknowledge = () => live.record({ type: 'acknowledgement', payload: { alertId: alert.id } });
    return (
      <Button loading={isOnItsWay} onClick={acknowledge} aria-label={`Acknowledge: ${alertWords(alert)}`}>
        Acknowledge
      </Button>
    );
  }
  const close = (reason: CloseReason) => {
    live.record({ type: 'alert-closed', payload: { alertId: alert.id, reason } });
    setClosing(false);
  };
  return (
    <>
      <Button
        variant="default"
        loading={isOnItsWay}
        onClick={() => setClosing(true)}
        aria-label={`Close with reason: ${alertWords(alert)}`}
      >
        Close with reason
      </Button>
      {isClosing && <CloseDialog alert={alert} onClose={() => setClosing(false)} onReason={close} />}
    </>
  );
}

/** A first prompt cannot be taken on: it wants the check or the reading itself. The engine knows which. */
function asksForAnswer(live: LiveSession, { id: alertId }: Alert): boolean {
  const { view } = live.status;
  if (!view) return false;
  const now = serverTime.now();
  const author = { personId: null, role: 'prescriber' } as const;
  const entry = { id: '', type: 'acknowledgement', payload: { alertId }, happenedAt: now, recordedAt: now, author } as const;
  return permits(view.state, entry, view.plan, now) === 'answer-first';
}

type CloseProps = { alert: Alert; onClose: () => void; onReason: (reason: CloseReason) => void };

function CloseDialog({ alert, onClose, onReason }: CloseProps) {
  const [reason, setReason] = useState<CloseReason | ''>('');
  const options = [
    { value: '', label: 'Choose a reason' },
    ...Object.entries(CLOSE_REASONS).map(([value, label]) => ({ value, label })),
  ];
  return (
    <Dialog title={`Close: ${alertWords(alert)}`} onClose={onClose}>
      <NativeSelect
        label="Reason"
        data={options}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value as CloseReason | '')}
      />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep it open
        </Button>
        <Button disabled={reason === ''} onClick={() => reason && onReason(reason)}>
          Close the alert
        </Button>
      </Choices>
    </Dialog>
  );
}
