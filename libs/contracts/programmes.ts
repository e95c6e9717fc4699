import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { LetterTemplate } from './letters.js';
import { ComparedWith, DraftOf, MadeVersion, publishedVersion, SeenRevision, TextChanges } from './published-versions.js';

/** What has to be on file before a programme begins. */
export const ProgrammeRequirement = z.enum(['rems-enrolment', 'way-home']);
export type ProgrammeRequirement = z.infer<typeof ProgrammeRequirement>;

const every = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('before-start') }),
  z.strictObject({ when: z.literal('before-each-session') }),
  z.strictObject({ when: z.literal('every-days'), days: z.int().min(1).max(365) }),
]);

/** All that a programme says. It is data above the protocols, and holds no dose and no price. */
export const ProgrammeContent = z.strictObject({
  name: z.string().trim().min(3).max(80),
  summary: z.string().trim().min(3).max(600).describe('In plain words, for the patient.'),
  setting: z.enum(['home', 'clinic']),
  templates: z.array(z.string().min(2).max(40)).min(1).max(6).describe('Codes of the protocol templates that it is treated by.'),
  preparationVisits: z.int().min(0).max(6),
  sessions: z.int().min(1).max(60).describe('Each with the visit after it.'),
  reviewsAfter: z
    .array(z.int().min(1).max(59))
    .max(10)
    .describe('Sessions after which a prescriber looks at the course; the last review is at its end.'),
  needsCompanion: z.boolean(),
  ownTherapist: z
    .strictObject({ letters: z.array(LetterTemplate).min(1).max(LetterTemplate.options.length) })
    .nullable()
    .describe('The patient’s own therapist outside of the clinic, and what is written to them. Null: the clinic’s alone.'),
  questionnaires: z.array(z.strictObject({ name: z.string().min(2).max(40), asked: every })).max(20),
  dailyReports: z.boolean().describe('Whether the patient is asked for a report on each day between sessions.'),
  requirements: z.array(ProgrammeRequirement).max(ProgrammeRequirement.options.length),
  sources: z.record(z.string().max(60), z.string().max(400)).describe('Where it comes from, by its path.'),
});
export type ProgrammeContent = z.infer<typeof ProgrammeContent>;

export const ProgrammeVersion = publishedVersion(ProgrammeContent);
export type ProgrammeVersion = z.infer<typeof ProgrammeVersion>;

export const Programme = z.object({
  programmeId: z.uuid(),
  code: z.string(),
  versions: z.array(ProgrammeVersion).describe('The newest first.'),
});
export type Programme = z.infer<typeof Programme>;

export const Programmes = z.object({
  programmes: z.array(Programme),
  shipped: z
    .array(z.object({ code: z.string(), content: ProgrammeContent }))
    .describe('What Hearth brings, to begin a draft with.'),
});
export type Programmes = z.infer<typeof Programmes>;

const ofVersion = z.strictObject({ programmeVersionId: z.uuid() });

export const listProgrammes = endpoint({
  method: 'GET',
  path: '/v1/programmes',
  summary: 'The programmes of this clinic, with every version, and what Hearth brings.',
  reply: Programmes,
});

export const draftProgramme = endpoint({
  method: 'POST',
  path: '/v1/programmes',
  summary: 'The medical director begins a draft: of what Hearth brings, or of the newest version of a programme.',
  body: DraftOf,
  reply: MadeVersion,
  problems: ['care.not-your-duty', 'programmes.no-programme', 'programmes.draft-open'],
});

export const editProgramme = endpoint({
  method: 'POST',
  path: '/v1/programme-versions/:programmeVersionId/content',
  summary: 'Changes a draft. Whoever changes what somebody else has changed meanwhile is told so, and changes nothing.',
  params: ofVersion,
  body: SeenRevision.extend({ content: ProgrammeContent }),
  reply: MadeVersion,
  problems: ['care.not-your-duty', 'programmes.no-programme', 'programmes.changed-meanwhile', 'programmes.refused'],
});

export const publishProgramme = endpoint({
  method: 'POST',
  path: '/v1/programme-versions/:programmeVersionId/publication',
  summary: 'The medical director, freshly signed in again, publishes a draft; the version that was published before retires.',
  params: ofVersion,
  body: SeenRevision,
  reply: MadeVersion,
  problems: [
    ...['care.not-your-duty', 'identity.step-up-needed'],
    ...['programmes.no-programme', 'programmes.changed-meanwhile', 'programmes.refused'],
  ],
});

export const retireProgramme = endpoint({
  method: 'POST',
  path: '/v1/programme-versions/:programmeVersionId/retirement',
  summary: 'Nobody is enrolled in this version any more; whoever is in it goes on by it.',
  params: ofVersion,
  reply: z.null(),
  problems: ['care.not-your-duty', 'identity.step-up-needed', 'programmes.no-programme'],
});

export const compareProgrammes = endpoint({
  method: 'GET',
  path: '/v1/programme-versions/:programmeVersionId/difference',
  summary: 'What stands differently in this version than in another one.',
  params: ofVersion,
  query: ComparedWith,
  reply: TextChanges,
  problems: ['programmes.no-programme'],
});
