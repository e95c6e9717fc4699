export * from './alerts.js';
export * from './appointment-links.js';

export * from './appointments.js';

export * from './assessment-rules.js';

export * from './assessments.js';
export * from './audit.js';
export * from './authority.js';
export * from './availability.js';
export * from './bookings.js';
export * from './calendars.js';
export * from './call-signals.js';
export * from './calls.js';
export * from './care.js';
export * from './chart.js';
export * from './clinic.js';
export * from './clinic-schedule.js';
export * from './clock.js';
export * from './closures.js';
export * from './companion-duty.js';
export * from './consents.js';
export * from './course-reviews.js';
export * from './cover-losses.js';
export * from './credentials.js';
export * from './documents.js';
export * from './dose-ledger.js';
export * from './endpoint.js';
export * from './groups.js';
export * from './health.js';
export * from './identity.js';
export * from './identity-factors.js';
export * from './identity-people.js';
export * from './integration.js';
export * from './letters.js';
export * from './live.js';
export * from './messaging.js';
export * from './notes.js';
export * from './notifications.js';
export * from './pairing.js';
export * from './pairing-clinic.js';
export * from './patient-search.js';

export * from './pdmp.js';
export * from './preparation.js';
export * from './protocol-templates.js';
export * from './protocols.js';

export * from './scheduling.js';
export * from './screening.js';
export * from './screening-decisions.js';
export * from './series.js';
export * from './session-log.js';
export * from './sessions.js';
export * from './socket-tickets.js';
export * from './supply.js';
export * from './trials.js';

export * from './visit-moves.js';
export * from './waiting.js';
export * from './work.js';
export * from './zones.js';
