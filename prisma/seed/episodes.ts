import type { Placed } from '#integration';
import { DAY, HOUR, MINUTE } from '#kernel';
import { beginNotes, writeCharts } from './charts.js';
import type { ClinicEpisodes } from './in-clinic.js';
import { answerPhq9, beginIntake, sayBlood } from './intake.js';
import { screenIda } from './screening.js';
import type { Pressure, Story } from './story.js';

/** From the start of a session to its visit: the next day, two hours later than the session began. */
const VISIT_AFTER_MIN = (DAY + 2 * HOUR) / MINUTE;

/** The states in which they live. */
const HOMES: Readonly<Record<string, string>> = { sam: 'US-NY', jonas: 'US-WI', mia: 'US-CO', ana: 'US-RI' };

type Course = Readonly<{ before: Pressure; peak: Pressure; end: Pressure }>;
const STEADY: Course = { before: [122, 78, 70], peak: [139, 86, 84], end: [126, 80, 74] };
const LIVELY: Course = { before: [128, 82, 76], peak: [148, 93, 91], end: [131, 84, 78] };

/** A session from arrival to discharge, without anything that the clinic would have to worry about. */
async function wholeSession(story: Story, patient: string, startsAt: number, { before, peak, end }: Course): Promise<Placed> {
  const placed = await story.place(patient, startsAt, VISIT_AFTER_MIN);
  const { sessionId } = placed;
  await story.to(startsAt - 15 * MINUTE);
  await story.arrive(sessionId, patient, before);
  await story.to(startsAt);
  await story.isAt(patient, HOMES[patient]!);
  await story.dose(sessionId, patient);
  for (let number = 1; number <= 8; number++) {
    await story.to(startsAt + number * 15 * MINUTE);
    await story.check(sessionId, patient, number);
    if (number === 3 || number === 6) await story.measure(sessionId, patient, peak);
  }
  await story.to(startsAt + 121 * MINUTE);
  await story.measure(sessionId, patient, end);
  await story.discharge(sessionId, patient);
  return placed;
}

/**
 * What has happened in the demo clinic by `now`, in the order of time. Begins nine days before it.
 *
 * Everybody with a protocol is prepared and has counted their medicine, but Rosa, whose parcel is under way; Ana has one troche less than
 * she should. Sam has had a session and its visit; Ana missed the visit after hers. Now Sam is fifty minutes into the second session, Jonas is
 * held at the gate, and Mia begins in twenty minutes. Rosa has yet to book, and has asked her team about it; Ana waits for an answer, and her
 * course is paused: she has seen blood in her urine. Leo is treated in the clinic: his first form has not been sent yet, and he is here for
 * his second session. Ida is new, and stopped in the middle of her questions; Tom has spoken with her, and offers her screening to Nina.
 *
 * @param now epoch ms
 * @returns   ids of today's sessions at home by patient
 */
export async function playEpisodes(story: Story, clinic: ClinicEpisodes, now: number): Promise<Readonly<Record<string, string>>> {
  const samFirst = now - 8 * DAY;
  await story.to(samFirst - 6 * HOUR);
  await answerPhq9(story, 'sam', [2, 2, 3, 2, 1, 2, 2, 0, 0]);
  const { visit } = await wholeSession(story, 'sam', samFirst, STEADY);
  await story.saysHow('sam', 'evening', { feeling: 'well', mood: 7, isSomebodyThere: true });
  const visitAt = samFirst + VISIT_AFTER_MIN * MINUTE;
  await story.saysHow('sam', 'morning', { feeling: 'well', mood: 8, isSomebodyThere: true }, visitAt);
  await story.to(samFirst + (VISIT_AFTER_MIN + 5) * MINUTE);
  await story.attend(visit.id, 'tom');
  await writeCharts(story);
  await clinic.first(now);
  await story.to(now - 3 * DAY);
  await answerPhq9(story, 'ana', [2, 2, 2, 2, 1, 1, 2, 0, 0]);
  await wholeSession(story, 'ana', now - 2 * DAY, LIVELY);
  await story.saysHow('ana', 'evening', { feeling: 'well', mood: 4, isSomebodyThere: true });
  await story.to(now - 40 * HOUR);
  await story.count('ana', 7); // one less than there should be after her dose: Nina calls her, and the review is still open
  await story.takeOnCount('nina');
  await story.to(now - 32 * HOUR);
  await answerPhq9(story, 'sam', [1, 1, 2, 2, 1, 1, 1, 0, 0]);
  await answerPhq9(story, 'jonas', [2, 1, 2, 2, 0, 1, 1, 0, 0]);
  await answerPhq9(story, 'mia', [2, 2, 2, 2, 1, 1, 1, 0, 0]);
  await story.saysHow('ana', 'morning', { feeling: 'well', mood: 3, isSomebodyThere: false });
  await story.journals('ana', 'I was under water, and it was warm. I did not want to come up.', true);
  await story.journals('ana', 'I do not know yet how to say the rest.', false);
  await writeToEachOther(story, now);
  const live = await placeToday(story, now);
  const inClinic = await clinic.today(now);
  await story.to(now - 3 * HOUR);
  await beginIntake(story);
  await sayBlood(story);
  await beginNotes(story);
  await screenIda(story, now);
  await beginToday(story, now, live);
  await clinic.arrived(inClinic);
  const { sam, jonas, mia } = live;
  return { sam, jonas, mia };
}

/** Rosa was answered; Ana, who missed her visit, waits. */
async function writeToEachOther(story: Story, now: number): Promise<void> {
  await story.to(now - 30 * HOUR);
  await story.say('rosa', 'rosa', 'Hello Tom, I would like to book the next one. Is there anything I should do before?');
  await story.to(now - 27 * HOUR);
  await story.say(
    'tom',
    'rosa',
    'Hello Rosa, good to hear from you. Nothing yet: choose a time, and we go through the list together.',
  );
  await story.to(now - 20 * HOUR);
  await story.say('ana', 'ana', 'I am sorry that I missed our visit. Can we find another time this week?');
}

type Today = Readonly<{ sam: string; jonas: string; mia: string; startsAt: number }>;

async function placeToday(story: Story, now: number): Promise<Today> {
  const startsAt = now - 50 * MINUTE;
  const { sessionId: sam } = await story.place('sam', startsAt, VISIT_AFTER_MIN);
  const { sessionId: jonas } = await story.place('jonas', now - 10 * MINUTE, VISIT_AFTER_MIN);
  const { sessionId: mia } = await story.place('mia', now + 20 * MINUTE, VISIT_AFTER_MIN);
  return { sam, jonas, mia, startsAt };
}

async function beginToday(story: Story, now: number, { sam, jonas, startsAt }: Today): Promise<void> {
  await story.to(startsAt - 14 * MINUTE);
  await story.arrive(sam, 'sam', [124, 79, 72]);
  await story.to(startsAt);
  await story.isAt('sam', HOMES['sam']!); // in the minute of the gate: whenever the demo is made, it is one day there
  await story.dose(sam, 'sam');
  await story.to(startsAt + 15 * MINUTE);
  await story.check(sam, 'sam', 1);
  await story.to(now - 22 * MINUTE);
  await story.arrive(jonas, 'jonas', [161, 97, 88]);
  await story.isAt('jonas', HOMES['jonas']!);
  await story.judge(jonas);
  await story.to(startsAt + 30 * MINUTE);
  await story.check(sam, 'sam', 2);
  await story.to(startsAt + 41 * MINUTE);
  await story.measure(sam, 'sam', [141, 88, 86]);
  await story.to(startsAt + 45 * MINUTE);
  await story.check(sam, 'sam', 3);
  await story.to(now);
  await story.isAt('mia', HOMES['mia']!);
}
