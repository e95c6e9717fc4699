import type { MonitoringAnswers } from '#contracts';

type Named<Value> = {
  [Name in keyof MonitoringAnswers]: MonitoringAnswers[Name] extends Value ? Name : never;
}[keyof MonitoringAnswers];
export type Flag = Named<boolean>;
export type CourseName = 'sedation' | 'dissociation';

export const FLAGS: Readonly<Record<Flag, string>> = {
  benzodiazepine: 'Takes a benzodiazepine',
  otherSedative: 'Takes another sleeping pill or sedative',
  stimulant: 'Takes a stimulant',
  maoi: 'Takes an MAO inhibitor',
  pressureRose: 'Blood pressure rose more than expected',
};
export const COURSES: Readonly<Record<MonitoringAnswers['sedation'], string>> = {
  none: 'None',
  'resolved-within-2-h': 'Yes, over within two hours',
  'resolved-later': 'Yes, over later than that',
};
export const COURSE_NAMES: Readonly<Record<CourseName, string>> = { sedation: 'Sedation', dissociation: 'Dissociation' };
