import type { OtherPath } from './path.js';

/** Unhappy paths that other rooms of Hearth walk; each names the test that proves it. */
export const PATHS_ELSEWHERE: readonly OtherPath[] = [
  {
    ...{ id: 'U1', event: 'The patient is late', detected: 'they say so, or nobody has come' },
    ...{ does: 'staff see it, with the time that was said; the call waits', ends: 'started late, or rescheduled' },
    proof: [
      'libs/scheduling/domain/appointment-link.spec.ts',
      'lets people say that they come until it begins, and that they are late when they can know it',
    ],
  },
  {
    ...{ id: 'U2', event: 'The patient does not come', detected: 'twenty minutes after the start' },
    ...{ does: 'staff may record it, with what the rule of the clinic costs', ends: 'absent' },
    proof: [
      'libs/integration/course-changes.service.int-spec.ts',
      'is recorded once it is late enough: the patient after twenty minutes, a clinician after five',
    ],
  },
  {
    ...{ id: 'U3', event: 'The clinician does not come', detected: 'five minutes after the start, the patient waiting' },
    ...{ does: 'whoever is on call is called', ends: 'covered, or the clinic cancels' },
    proof: ['libs/calls/call-care.int-spec.ts', 'a patient who waits and nobody comes'],
  },
  {
    ...{ id: 'U4', event: 'The clinician is ill before it', detected: 'absence is entered' },
    ...{ does: 'cover is looked for by licence and part; the patient is asked', ends: 'covered or moved' },
    proof: ['test/browser/pairing.spec.ts', 'an admin finds cover for somebody who is absent'],
  },
  {
    ...{ id: 'U5', event: 'A change inside the cutoff', detected: 'the request' },
    ...{ does: 'always allowed; good reasons cost nothing', ends: 'rescheduled' },
    proof: [
      'libs/scheduling/domain/change-terms.spec.ts',
      'is waived by itself for illness, safety, no companion, technical trouble',
    ],
  },
  {
    ...{ id: 'U6', event: 'A move that brings two doses too near', detected: 'the database' },
    ...{ does: 'refused, another time is offered', ends: 'not moved' },
    proof: ['libs/integration/course-spacing.int-spec.ts', 'are as far apart as the longer of two protocols asks for'],
  },
  {
    ...{ id: 'U15', event: 'The video of the patient is lost', detected: 'their screen is silent' },
    ...{ does: 'the patient, then the companion is telephoned, then whoever is on call', ends: 'resumed' },
    proof: ['libs/calls/call-care.int-spec.ts', 'a patient who is lost'],
  },
  {
    ...{
      id: 'U16',
      event: 'The video of the therapist is lost',
      detected: 'the clinic hears the patient’s screen and not theirs',
    },
    ...{ does: 'the patient is told that the line is not theirs, and that the session goes on', ends: 'resumed' },
    proof: [
      'apps/web/call-room/lost-words.spec.ts',
      'is theirs, and not one’s own, when the clinic hears this screen and not theirs',
    ],
  },
  {
    ...{ id: 'U28', event: 'No answer in the evening after a session', detected: 'two hours after the question' },
    ...{
      does: 'a reminder; then on call and the team are called until one of them takes it on',
      ends: 'answered, or looked after',
    },
    proof: [
      'libs/notifications/aftercare.int-spec.ts',
      'who does not answer is called for until somebody takes it on; an answer ends it',
    ],
  },
  {
    ...{ id: 'U29', event: 'The visit after a session is missed', detected: 'fifteen minutes after its end' },
    ...{ does: 'nudges, staff are told, the next dose stays locked', ends: 'held late' },
    proof: ['libs/notifications/notices.int-spec.ts', 'hear of a missed visit, and the patient is reminded of it'],
  },
  {
    ...{ id: 'U30', event: 'The therapist cannot come to the visit', detected: 'absence is entered' },
    ...{ does: 'the visit is moved or covered', ends: 'covered' },
    proof: ['libs/integration/visit-moves.int-spec.ts', 'a visit whose therapist is ill'],
  },
  {
    ...{ id: 'U31', event: 'A licence ends before what is booked', detected: 'the nightly pass' },
    ...{ does: 'what it breaks is listed and told; nothing is cancelled by itself', ends: 'reassigned' },
    proof: ['libs/integration/cover-pass.int-spec.ts', 'lists what a change has broken, tells it once, and cancels nothing'],
  },
  {
    ...{ id: 'U33', event: 'A basis in law ends', detected: 'its day' },
    ...{ does: 'no new prescription; therapy goes on', ends: 'held' },
    proof: ['libs/credentials/domain/authority.spec.ts', 'ends with the basis in law on its last day, while treating goes on'],
  },
  {
    ...{ id: 'U34', event: 'Clocks change between booking and session', detected: 'the tables of the zones' },
    ...{ does: 'the wall time of the patient stands', ends: 'unchanged' },
    proof: [
      'libs/scheduling/domain/working-hours.spec.ts',
      'shows the hours that were asked for on the wall, every day, in every zone',
    ],
  },
  {
    ...{ id: 'U35', event: 'The patient is in another time zone', detected: 'their browser' },
    ...{ does: 'they are asked, and nothing moves by itself', ends: 'as they say' },
    proof: ['libs/identity/zones.int-spec.ts', 'is a question with both clocks, and changes nothing by itself'],
  },
  {
    ...{ id: 'U36', event: 'A wall time that is skipped or comes twice', detected: 'the booking' },
    ...{ does: 'asked, with what it could have meant', ends: 'one instant' },
    proof: ['libs/scheduling/domain/wall-time.spec.ts', 'says what a skipped time could have meant'],
  },
  {
    ...{ id: 'U37', event: 'A lot is recalled', detected: 'its number' },
    ...{ does: 'whoever has some is found, and none of it may be taken', ends: 'moved' },
    proof: ['test/e2e/supply.e2e-spec.ts', 'says who holds a lot, and takes all of it'],
  },
  {
    ...{ id: 'U38', event: 'A count differs', detected: 'the patient counts' },
    ...{ does: 'people are called, the gate holds until the review', ends: 'reviewed' },
    proof: ['test/e2e/supply.e2e-spec.ts', 'calls people about a count that differs'],
  },
  {
    ...{ id: 'U39', event: 'Another prescriber in the monitoring programme', detected: 'who looked says so' },
    ...{ does: 'the course pauses', ends: 'a prescriber looks' },
    proof: ['libs/protocols/pause.int-spec.ts', 'by another prescriber whom the monitoring programme shows'],
  },
  {
    ...{ id: 'U40', event: 'Pregnancy, a new diagnosis, a new medicine', detected: 'the questions before each dose' },
    ...{ does: 'the course pauses', ends: 'a prescriber looks' },
    proof: ['test/e2e/course-reviews.e2e-spec.ts', 'stops without anybody at the gate'],
  },
  {
    ...{ id: 'U41', event: 'Consent is taken back', detected: 'the patient, at any time' },
    ...{ does: 'no dose, whoever asks', ends: 'ended, or signed anew' },
    proof: ['libs/care/consents.int-spec.ts', 'releases no dose without a consent that holds'],
  },
  {
    ...{ id: 'U44', event: 'Two prescribers edit one protocol', detected: 'the revision' },
    ...{ does: 'the second is told what stands differently', ends: 'one text' },
    proof: ['libs/protocols/signing.int-spec.ts', 'is edited by one at a time: the second is told'],
  },
  {
    ...{ id: 'U45', event: 'A text does not arrive', detected: 'the provider' },
    ...{ does: 'the next channel, once; STOP is kept', ends: 'told another way' },
    proof: ['libs/notifications/messages-admin.int-spec.ts', 'that a text did not arrive sends it by the next channel, once'],
  },
  {
    ...{ id: 'U46', event: 'A message that would say too much', detected: 'the texts themselves' },
    ...{ does: 'none of them says anything about health', ends: 'neutral' },
    proof: ['libs/notifications/templates.spec.ts', 'says nothing about health, and fills what it names'],
  },
  {
    ...{ id: 'U43', event: 'The companion, or anybody, is not safe', detected: 'the patient says so' },
    ...{ does: 'a safeguarding incident for people who answer for it', ends: 'followed up and reviewed' },
    proof: ['libs/notifications/incidents.int-spec.ts', 'is reported by somebody of the team'],
  },
  {
    ...{ id: 'U47', event: 'Serious harm, or a death', detected: 'somebody reports it' },
    ...{ does: 'an incident that stays as it was written; the medical director is told', ends: 'reviewed' },
    proof: ['libs/notifications/incidents.int-spec.ts', 'keeps an incident as it was opened and reviewed'],
  },
  {
    ...{
      id: 'U42',
      event: 'The companion changes on the day',
      detected: 'they say that they cannot come, or staff enter somebody else',
    },
    ...{ does: 'whoever stands in has a link and a training of their own; the gate is judged anew', ends: 'ready, or held' },
    proof: [
      'test/browser/companions.spec.ts',
      'says so; the backup takes over on their own phone, and the first one sees who is there',
    ],
  },
];

/** Paths that nothing here walks yet, and what is missing. Whoever builds one moves it into a table. */
export const PATHS_OPEN: Readonly<Record<string, string>> = {
  U26: 'whoever comes after a session that overruns is not told',
  U48: 'a clinic that closes, a patient who leaves',
};
