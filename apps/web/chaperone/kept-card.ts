import type { CardOfSession } from '../session/emergency-card.js';

const keyOf = (sessionId: string) => `hearth.card.${sessionId}`;

/** Keeps the emergency card on this phone while the session lasts, so that it shows without any network. */
export function keepCard(sessionId: string, { card, patientName, clinicPhone }: CardOfSession): void {
  if (card) localStorage.setItem(keyOf(sessionId), JSON.stringify({ card, patientName, clinicPhone }));
}

export function keptCard(sessionId: string): CardOfSession | null {
  const kept = localStorage.getItem(keyOf(sessionId));
  return kept ? (JSON.parse(kept) as CardOfSession) : null;
}

export const forgetCard = (sessionId: string): void => localStorage.removeItem(keyOf(sessionId));
