import type { CardOfSession } from '../session/emergency-card.js';

const PREFIX = 'hearth.card.';
const keyOf = (sessionId: string) => PREFIX + sessionId;

/** Keeps the emergency card on this phone while the session lasts, so that it shows without any network. */
export function keepCard(sessionId: string, { card, patientName, clinicPhone }: CardOfSession): void {
  if (card) localStorage.setItem(keyOf(sessionId), JSON.stringify({ card, patientName, clinicPhone }));
}

export function keptCards(): CardOfSession[] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  return keys.map((key) => JSON.parse(localStorage.getItem(key)!) as CardOfSession);
}

export const forgetCard = (sessionId: string): void => localStorage.removeItem(keyOf(sessionId));
