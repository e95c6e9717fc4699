import { EmergencyCard, medicineWords } from '../session/emergency-card.js';
import { Button } from '../shell/button.js';
import type { StaffView } from './view.js';

/** What is read aloud to the emergency services, on the screen and on paper. */
export function PrintableCard({ view: { session, state }, now }: StaffView) {
  return (
    <>
      <EmergencyCard {...session} medicineWords={medicineWords(state.dosedAt, now)} />
      <Button variant="default" onClick={() => window.print()}>
        Print the card
      </Button>
    </>
  );
}
