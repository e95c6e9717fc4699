import { useState } from 'react';
import { EmergencyCard, medicineWords } from '../session/emergency-card.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import styles from './session.module.css';
import type { ChaperoneView } from './view.js';

type Props = Pick<ChaperoneView, 'live' | 'view' | 'now' | 'people'>;
type Open = 'help' | 'emergency' | 'leave' | null;

/** Help, always in the same place, and the way to say that one has to go. */
export function BottomBar(props: Props) {
  const [open, setOpen] = useState<Open>(null);
  const { live, view, people } = props;
  const close = () => setOpen(null);
  return (
    <nav className={styles['bottom']} aria-label="Help">
      <button type="button" className={styles['helpButton']} onClick={() => setOpen('help')}>
        Help
      </button>
      {view.state.isChaperonePresent && (
        <button type="button" className={styles['leaveButton']} onClick={() => setOpen('leave')}>
          I have to leave
        </button>
      )}
      {open === 'help' && <HelpDialog {...props} onClose={close} onEmergency={() => setOpen('emergency')} />}
      {open === 'emergency' && <EmergencyDialog {...props} onClose={close} />}
      {open === 'leave' && (
        <Dialog title="Do you have to leave?" onClose={close}>
          <p>
            {people.patient} must not be alone now. {people.nurse} is called at once and phones you. Please stay until you have
            spoken.
          </p>
          <Choices>
            <Button variant="default" size="l" onClick={close}>
              I stay
            </Button>
            <Button
              variant="danger"
              size="l"
              onClick={() => {
                live.record({ type: 'chaperone-left', payload: {} });
                close();
              }}
            >
              I have to leave
            </Button>
          </Choices>
        </Dialog>
      )}
    </nav>
  );
}

function HelpDialog({ live, people, onClose, onEmergency }: Props & { onClose: () => void; onEmergency: () => void }) {
  const ask = (asked: 'therapist' | 'prescriber') => {
    live.record({ type: 'help', payload: { asked } });
    onClose();
  };
  const emergency = () => {
    live.record({ type: 'help', payload: { asked: 'emergency' } });
    onEmergency();
  };
  return (
    <Dialog title="What do you need?" onClose={onClose}>
      <button type="button" className={styles['ask']} onClick={() => ask('therapist')}>
        <strong>Ask {people.therapist}</strong> the therapist, about feelings
      </button>
      <button type="button" className={styles['ask']} onClick={() => ask('prescriber')}>
        <strong>Ask {people.nurse}</strong> the nurse, about the body
      </button>
      <button type="button" className={styles['ask']} data-emergency onClick={emergency}>
        <strong>Call 911</strong> shows what to say, and calls everybody
      </button>
      <Button variant="subtle" size="l" onClick={onClose}>
        Close
      </Button>
    </Dialog>
  );
}

function EmergencyDialog({ view: { session, state }, now, onClose }: Props & { onClose: () => void }) {
  return (
    <Dialog title="Emergency" onClose={onClose}>
      <EmergencyCard
        card={session.card}
        patientName={session.patientName}
        clinicPhone={session.clinicPhone}
        medicineWords={medicineWords(state.dosedAt, now)}
      />
      <Button variant="default" size="l" onClick={onClose}>
        Back to the page
      </Button>
    </Dialog>
  );
}
