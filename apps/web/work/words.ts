import type { WorkItem, WorkKind } from '#contracts';
import { CLINIC_ALERTS } from '../clinician/clinic-alert-words.js';
import { placeName } from '../credentials/places.js';
import { STEPS } from '../screening/words.js';

type Words = Readonly<{ what: string; todo: string; href: string }>;
const of = <T extends string>(words: Readonly<Record<T, string>>, code: string | null): string =>
  (code !== null && words[code as T]) || 'Something waits';

/** What each kind of work is, what to do about it, and where. */
const WORDS: Readonly<Record<WorkKind, (item: WorkItem) => Words>> = {
  'session-alert': ({ subjectId, code }) => ({
    ...{
      what: `Alert in a live session: ${(code ?? '').replaceAll('-', ' ')}`,
      todo: 'Open the session',
      href: `/board/${subjectId}`,
    },
  }),
  'clinic-alert': ({ code }) => ({ what: of(CLINIC_ALERTS, code), todo: 'Take it on', href: '/board' }),
  'release-waiting': ({ subjectId }) => ({
    ...{ what: 'The gate has passed; the dose waits for a release', todo: 'Look at the gate', href: `/board/${subjectId}` },
  }),
  'screening-offered': ({ patientId }) => ({
    ...{ what: 'A screening is offered to you', todo: 'Take it over, or say no', href: `/screenings/${patientId}` },
  }),
  'screening-due': ({ patientId, code }) => ({
    what: 'A screening is due',
    todo: of(STEPS, code),
    href: `/screenings/${patientId}`,
  }),
  'screening-unopened': () => ({ what: 'Nobody has opened this screening', todo: 'Open it', href: '/screenings' }),
  'incident-review': ({ subjectId }) => ({
    ...{ what: 'An incident is to be reviewed', todo: 'Read it, and write what you find', href: `/incidents/${subjectId}` },
  }),
  'incident-action': ({ subjectId }) => ({
    ...{ what: 'An action after an incident is yours', todo: 'Say when it is done', href: `/incidents/${subjectId}` },
  }),
  'dose-unsigned': ({ patientId }) => ({
    what: 'A dose that is proposed lacks your signature',
    todo: 'Look at it, and sign or say no',
    href: `/patients/${patientId}/protocol`,
  }),
  'dose-asked': ({ patientId }) => ({
    what: 'A therapist asks about the dose',
    todo: 'Read why, and answer',
    href: `/patients/${patientId}/protocol`,
  }),
  'end-point-review': ({ patientId }) => ({
    what: 'The end-point review is due: is it worth going on?',
    todo: 'Look at the course, and sign a review or another version',
    href: `/patients/${patientId}/protocol`,
  }),
  'clearance-back': ({ patientId }) => ({
    what: 'An answer from outside is back',
    todo: 'Read it',
    href: `/screenings/${patientId}`,
  }),
  'pdmp-due': ({ patientId, code }) => ({
    what: `A look at the monitoring program of ${placeName(code ?? '')} is due again`,
    todo: 'Look, and say that you have',
    href: `/assessments/${patientId}`,
  }),
  'basis-ending': () => ({
    ...{ what: 'The basis in law for prescribing at a distance ends soon', todo: 'See what else holds', href: '/legal-bases' },
  }),
  'licence-ending': ({ code }) => ({
    ...{ what: `Your licence for ${placeName(code ?? '')} ends soon`, todo: 'Have it renewed', href: '/licences' },
  }),
  'note-left': ({ patientId }) => ({
    what: 'A draft of somebody who does not look after the patient any more',
    todo: 'Read it, and say what becomes of it',
    href: `/patients/${patientId}/chart`,
  }),
  'note-unsigned': ({ patientId, code }) =>
    code === 'apart'
      ? { what: 'An unsigned psychotherapy note', todo: 'Sign it', href: `/patients/${patientId}/psychotherapy-notes` }
      : { what: 'An unsigned note', todo: 'Sign it', href: `/patients/${patientId}/chart` },
};

export const workWords = (item: WorkItem): Words => WORDS[item.kind](item);
