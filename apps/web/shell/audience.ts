import type { Me, Role } from '#contracts';

export type PageProps = { me: Me | null; params: Readonly<Record<string, string>> };
/** What a page of the signed-in is given; pages with roles are only shown to those. */
export type OwnPageProps = PageProps & { me: Me };

const HOMES: Readonly<Record<Role, string>> = {
  patient: '/home',
  chaperone: '/chaperone/session',
  therapist: '/board',
  prescriber: '/board',
  physician: '/board',
  admin: '/schedule',
  auditor: '/schedule',
};

/** Where each person begins. */
export const homeOf = (me: Me | null): string => (me ? HOMES[me.role] : '/sign-in');
