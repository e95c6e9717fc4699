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
  auditor: '/audit',
};

/** Where each person begins. */
export const homeOf = (me: Me | null): string => {
  if (!me || me.assurance === 'pending') return '/sign-in';
  return me.assurance === 'capability' && me.role === 'patient' ? `/session/${me.sessionScope}` : HOMES[me.role];
};
