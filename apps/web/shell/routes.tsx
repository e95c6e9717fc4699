import { type ComponentType, lazy } from 'react';

import type { Role } from '#contracts';
import type { OwnPageProps, PageProps } from './audience.js';
import { match } from './router.js';

type Route = {
  path: string;
  roles: 'everyone' | readonly Role[];
  /** Fills the screen, without the header. */
  isBare?: boolean;
  Page: ComponentType<PageProps>;
};

const STAFF: readonly Role[] = ['therapist', 'prescriber', 'physician'];

const page = (load: () => Promise<{ default: ComponentType<OwnPageProps> }>) => lazy(load) as unknown as ComponentType<PageProps>;

const routes: readonly Route[] = [
  { path: '/sign-in', roles: 'everyone', isBare: true, Page: lazy(() => import('./sign-in.page.js')) },
  { path: '/forgotten', roles: 'everyone', isBare: true, Page: lazy(() => import('../account/forgotten.page.js')) },
  { path: '/reset', roles: 'everyone', isBare: true, Page: lazy(() => import('../account/reset.page.js')) },
  { path: '/verify', roles: 'everyone', isBare: true, Page: lazy(() => import('../account/verify.page.js')) },
  { path: '/welcome', roles: 'everyone', isBare: true, Page: lazy(() => import('../account/welcome.page.js')) },
  { path: '/setup', roles: 'everyone', isBare: true, Page: lazy(() => import('../account/setup.page.js')) },
  { path: '/invitations', roles: [...STAFF, 'patient', 'admin'], Page: page(() => import('../account/invitations.page.js')) },
  { path: '/account', roles: [...STAFF, 'patient', 'admin', 'auditor'], Page: page(() => import('../account/account.page.js')) },
  { path: '/messages', roles: 'everyone', Page: lazy(() => import('./messages.page.js')) },
  { path: '/home', roles: ['patient'], Page: page(() => import('../patient/home.page.js')) },
  { path: '/inbox', roles: ['patient'], Page: page(() => import('../patient/inbox.page.js')) },
  { path: '/conversations', roles: ['patient', ...STAFF], Page: page(() => import('../conversation/conversations.page.js')) },
  { path: '/conversations/:id', roles: STAFF, Page: page(() => import('../clinician/conversation.page.js')) },
  { path: '/who-saw', roles: ['patient'], Page: page(() => import('../patient/who-saw.page.js')) },
  { path: '/book', roles: ['patient'], Page: page(() => import('../patient/book.page.js')) },
  { path: '/book/course', roles: ['patient'], Page: page(() => import('../patient/course.page.js')) },
  { path: '/course/:id', roles: ['patient'], Page: page(() => import('../patient/rest.page.js')) },
  { path: '/move/:id', roles: ['patient'], Page: page(() => import('../patient/move.page.js')) },
  { path: '/move-visit/:id', roles: [...STAFF, 'patient'], Page: page(() => import('../patient/move-visit.page.js')) },
  {
    path: '/appointments',
    roles: [...STAFF, 'patient', 'admin'],
    Page: page(() => import('../appointments/appointments.page.js')),
  },
  { path: '/appointments/book/:kind', roles: ['patient'], Page: page(() => import('../appointments/book.page.js')) },
  {
    path: '/appointments/book/:kind/:patient',
    roles: [...STAFF, 'admin'],
    Page: page(() => import('../appointments/book.page.js')),
  },
  {
    path: '/appointments/move/:id',
    roles: [...STAFF, 'patient', 'admin'],
    Page: page(() => import('../appointments/move.page.js')),
  },
  { path: '/waiting', roles: ['patient'], Page: page(() => import('../patient/waiting.page.js')) },
  { path: '/intake', roles: ['patient'], Page: page(() => import('../intake/intake.page.js')) },
  { path: '/intake/:form', roles: ['patient'], Page: page(() => import('../intake/form.page.js')) },
  { path: '/documents', roles: ['patient'], Page: page(() => import('../documents/own.page.js')) },
  { path: '/documents/:id', roles: STAFF, Page: page(() => import('../documents/patient.page.js')) },
  { path: '/prepare', roles: ['patient'], Page: page(() => import('../preparation/prepare.page.js')) },
  { path: '/medicine', roles: ['patient'], Page: page(() => import('../supply/medicine.page.js')) },
  { path: '/preparation/:patientId', roles: STAFF, Page: page(() => import('../preparation/preparation.page.js')) },
  { path: '/supply', roles: STAFF, Page: page(() => import('../supply/list.page.js')) },
  { path: '/supply/:id', roles: STAFF, Page: page(() => import('../supply/list.page.js')) },
  { path: '/medicines', roles: ['patient'], Page: page(() => import('../patient/medicines.page.js')) },
  { path: '/consents', roles: ['patient'], Page: page(() => import('../consents/own.page.js')) },
  { path: '/clauses/:code', roles: ['patient'], Page: page(() => import('../consents/clause.page.js')) },
  {
    path: '/consents/clauses',
    roles: ['prescriber', 'physician', 'admin'],
    Page: page(() => import('../consents/clauses.page.js')),
  },
  { path: '/consents/:id', roles: STAFF, Page: page(() => import('../consents/patient.page.js')) },
  { path: '/letters/:letterId', roles: ['patient'], Page: page(() => import('../documents/letter.page.js')) },
  { path: '/documents/:id/letters/:letterId', roles: STAFF, Page: page(() => import('../documents/letter.page.js')) },
  { path: '/session/:id', roles: ['patient'], isBare: true, Page: page(() => import('../patient/session.page.js')) },
  { path: '/appointment', roles: 'everyone', isBare: true, Page: lazy(() => import('../patient/appointment.page.js')) },
  { path: '/chaperone', roles: 'everyone', isBare: true, Page: lazy(() => import('../chaperone/link.page.js')) },
  { path: '/chaperone/session', roles: ['chaperone'], isBare: true, Page: page(() => import('../chaperone/session.page.js')) },
  {
    path: '/call/:id',
    roles: [...STAFF, 'patient', 'chaperone'],
    isBare: true,
    Page: page(() => import('../call-room/call.page.js')),
  },
  { path: '/board', roles: STAFF, Page: page(() => import('../clinician/board.page.js')) },
  { path: '/board/:id', roles: STAFF, Page: page(() => import('../clinician/session.page.js')) },
  { path: '/assessments', roles: STAFF, Page: page(() => import('../assessments/list.page.js')) },
  { path: '/assessments/:id', roles: STAFF, Page: page(() => import('../assessments/patient.page.js')) },
  { path: '/screenings', roles: STAFF, Page: page(() => import('../screening/list.page.js')) },
  { path: '/screenings/:id', roles: STAFF, Page: page(() => import('../screening/case.page.js')) },
  { path: '/screening', roles: ['patient'], Page: page(() => import('../screening/own.page.js')) },
  { path: '/my-team', roles: ['patient'], Page: page(() => import('../pairing/my-team.page.js')) },
  { path: '/pairings', roles: STAFF, Page: page(() => import('../pairing/pairings.page.js')) },
  { path: '/pairings/:id', roles: [...STAFF, 'admin'], Page: page(() => import('../pairing/patient.page.js')) },
  { path: '/profile', roles: STAFF, Page: page(() => import('../pairing/profile.page.js')) },
  { path: '/cover', roles: ['admin'], Page: page(() => import('../pairing/cover.page.js')) },
  { path: '/visits', roles: [...STAFF, 'admin'], Page: page(() => import('../clinician/visits.page.js')) },
  { path: '/waiting-list', roles: [...STAFF, 'admin'], Page: page(() => import('../clinician/waiting-list.page.js')) },
  { path: '/hours', roles: STAFF, Page: page(() => import('../clinician/hours.page.js')) },
  { path: '/hours/:id', roles: ['admin'], Page: page(() => import('../clinician/hours.page.js')) },
  { path: '/sharing', roles: ['patient'], Page: page(() => import('../patient/sharing.page.js')) },
  { path: '/break-glass', roles: STAFF, Page: page(() => import('../clinician/break-glass.page.js')) },
  { path: '/people', roles: ['admin'], Page: page(() => import('../admin/people.page.js')) },
  { path: '/licences', roles: [...STAFF, 'admin'], Page: page(() => import('../credentials/licences.page.js')) },
  {
    path: '/legal-bases',
    roles: ['prescriber', 'physician', 'admin'],
    Page: page(() => import('../credentials/legal-bases.page.js')),
  },
  { path: '/rules', roles: [...STAFF, 'admin'], Page: page(() => import('../rules/rules.page.js')) },
  { path: '/team', roles: ['prescriber', 'physician', 'admin'], Page: page(() => import('../admin/team.page.js')) },
  { path: '/settings', roles: ['prescriber', 'physician', 'admin'], Page: page(() => import('../admin/settings.page.js')) },
  { path: '/privacy', roles: [...STAFF, 'admin', 'auditor'], Page: page(() => import('../admin/privacy.page.js')) },
  { path: '/delivery', roles: ['admin'], Page: page(() => import('../admin/delivery.page.js')) },
  { path: '/texts', roles: ['admin'], Page: page(() => import('../admin/texts.page.js')) },
  { path: '/schedule', roles: ['admin'], Page: page(() => import('../admin/schedule.page.js')) },
  { path: '/calendar', roles: ['admin'], Page: page(() => import('../calendar/calendar.page.js')) },
  { path: '/at-risk', roles: ['admin'], Page: page(() => import('../admin/at-risk.page.js')) },
  { path: '/closures', roles: ['admin'], Page: page(() => import('../admin/closures.page.js')) },
  { path: '/kinds', roles: ['admin'], Page: page(() => import('../admin/kinds.page.js')) },
  { path: '/patients', roles: [...STAFF, 'admin'], Page: page(() => import('../care/patients.page.js')) },
  { path: '/patients/:id/ledger', roles: STAFF, Page: page(() => import('../ledger/ledger.page.js')) },
  { path: '/reviews', roles: STAFF, Page: page(() => import('../ledger/reviews.page.js')) },
  { path: '/patients/:id/chart', roles: STAFF, Page: page(() => import('../chart/chart.page.js')) },
  { path: '/patients/:id/psychotherapy-notes', roles: ['therapist'], Page: page(() => import('../notes/psychotherapy.page.js')) },
  { path: '/work', roles: STAFF, Page: page(() => import('../work/work.page.js')) },
  { path: '/patients/:id/course', roles: STAFF, Page: page(() => import('../clinician/course.page.js')) },
  { path: '/course/:id/rest', roles: [...STAFF, 'admin'], Page: page(() => import('../clinician/rest.page.js')) },
  { path: '/patients/:id/protocol', roles: STAFF, Page: page(() => import('../protocols/patient.page.js')) },
  { path: '/protocols', roles: [...STAFF, 'admin'], Page: page(() => import('../protocols/templates.page.js')) },
  { path: '/rota', roles: [...STAFF, 'admin'], Page: page(() => import('../rota/rota.page.js')) },
  { path: '/audit', roles: [...STAFF, 'admin', 'auditor'], Page: page(() => import('../admin/audit.page.js')) },
];

export function routeOf(path: string): { route: Route; params: Readonly<Record<string, string>> } | null {
  for (const route of routes) {
    const params = match(route.path, path);
    if (params) return { route, params };
  }
  return null;
}
