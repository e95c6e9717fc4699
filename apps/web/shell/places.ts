import type { Role } from '#contracts';

export type Place = readonly [href: string, words: string];
/** Pages that belong together; without a name they stand first. */
export type PlaceGroup = Readonly<{ words: string | null; places: readonly Place[] }>;

const board = (...more: readonly Place[]): readonly PlaceGroup[] => [
  {
    words: null,
    places: [
      ['/board', 'Board'],
      ['/work', 'Work'],
      ['/conversations', 'Conversations'],
      ['/visits', 'Visits'],
      ['/appointments', 'Meetings'],
      ['/screenings', 'Screenings'],
      ['/assessments', 'Assessments'],
      ['/reviews', 'Reviews'],
      ['/incidents', 'Incidents'],
      ['/supply', 'Supply'],
      ['/in-clinic', 'In the clinic'],
      ['/patients', 'Patients'],
      ['/pairings', 'Pairings'],
    ],
  },
  {
    words: 'Time',
    places: [['/waiting-list', 'Waiting'], ['/hours', 'Hours'], ['/rota', 'Rota'], ['/licences', 'Licences'], ...more],
  },
];
const PRESCRIBING = board(
  ['/legal-bases', 'Basis in law'],
  ['/overrides', 'Signed over'],
  ['/team', 'Team'],
  ['/rules', 'Rules'],
  ['/programmes', 'Programmes'],
  ['/protocols', 'Protocols'],
  ['/consents/clauses', 'Consent'],
);
const AUDIT: Place = ['/audit', 'Audit'];
const MESSAGES: Place = ['/messages', 'Messages'];

const ofOne = (places: readonly Place[]): readonly PlaceGroup[] => [{ words: null, places }];

const PLACES: Readonly<Partial<Record<Role, readonly PlaceGroup[]>>> = {
  patient: ofOne([
    ['/home', 'Home'],
    ['/book', 'Book'],
    ['/appointments', 'Appointments'],
    ['/intake', 'Questions'],
    ['/documents', 'Papers'],
    ['/consents', 'Consent'],
    ['/medicines', 'Medicines'],
    ['/journal', 'Journal'],
    ['/conversations', 'Write'],
    ['/inbox', 'Inbox'],
    ['/my-team', 'My team'],
    ['/who-saw', 'Who saw'],
    ['/sharing', 'Sharing'],
  ]),
  therapist: board(),
  prescriber: PRESCRIBING,
  physician: PRESCRIBING,
  admin: [
    {
      words: null,
      places: [
        ['/schedule', 'Schedule'],
        ['/calendar', 'Calendar'],
        ['/at-risk', 'At risk'],
        ['/incidents', 'Incidents'],
        ['/visits', 'Visits'],
        ['/appointments', 'Meetings'],
        ['/waiting-list', 'Waiting'],
      ],
    },
    {
      words: 'When things change',
      places: [
        ['/cover', 'Cover'],
        ['/closures', 'Closures'],
        ['/rota', 'Rota'],
        ['/delivery', 'Delivery'],
      ],
    },
    {
      words: 'People',
      places: [
        ['/patients', 'Patients'],
        ['/people', 'People'],
        ['/invitations', 'Invitations'],
        ['/team', 'Team'],
        ['/licences', 'Licences'],
        ['/legal-bases', 'Basis in law'],
      ],
    },
    {
      words: 'The clinic',
      places: [
        ['/kinds', 'Appointments'],
        ['/settings', 'Settings'],
        ['/rules', 'Rules'],
        ['/programmes', 'Programmes'],
        ['/protocols', 'Protocols'],
        ['/consents/clauses', 'Consent'],
      ],
    },
  ],
  auditor: ofOne([AUDIT]),
};

type Also = Readonly<{ isOverseer: boolean; isDemo: boolean }>;

/** The pages of a person, in groups; several groups are a list at the side. */
export function placesOf(role: Role | null, { isOverseer, isDemo }: Also): readonly PlaceGroup[] {
  const own = role ? (PLACES[role] ?? []) : ofOne([['/sign-in', 'Sign in']]);
  const extra = [...(isOverseer ? [AUDIT] : []), ...(isDemo ? [MESSAGES] : [])];
  if (!extra.length) return own;
  if (!own.length) return ofOne(extra);
  const last = own.at(-1)!;
  return [...own.slice(0, -1), { ...last, places: [...last.places, ...extra] }];
}
