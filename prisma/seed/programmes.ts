import type { OutsideReleasesService } from '#documents';
import type { EnrolmentsService, ProgrammesService } from '#programmes';
import type { DecisionsService, IdentityChecks } from '#screening';
import type { Story } from './story.js';

export type ProgrammeActs = Readonly<{
  programmes: ProgrammesService;
  enrolments: EnrolmentsService;
  identities: IdentityChecks;
  decisions: DecisionsService;
  releases: OutsideReleasesService;
}>;

/** All five that Hearth brings, as they are. */
const PUBLISHED = ['guided-six', 'low-dose-month', 'shared-care', 'infusions', 'esketamine'] as const;
type Code = (typeof PUBLISHED)[number];
/** Who is in which, and since when it is under way; nobody's own: these are demo people. */
const ENROLLED: readonly (readonly [patient: string, code: Code])[] = [
  ['mia', 'guided-six'],
  ['elif', 'low-dose-month'],
  ['ana', 'shared-care'],
  ['noor', 'infusions'],
  ['june', 'esketamine'],
];
const NOTE = 'Spoken with on video; nothing speaks against it, and two adequate treatments did not help.';

/** Helen publishes the programmes; Nina has found five people eligible and enrolled each of them in one. */
export async function seedProgrammes(story: Story, acts: ProgrammeActs): Promise<void> {
  const versions = new Map<Code, string>();
  for (const code of PUBLISHED) versions.set(code, await publish(story, acts, code));
  const nina = await story.caller('nina');
  for (const [patient, code] of ENROLLED) {
    const { personId } = await story.caller(patient);
    await decide(story, acts, patient);
    await acts.enrolments.enrol(nina, personId, versions.get(code)!);
  }
  const begin = async (patient: string) => acts.enrolments.move(nina, (await story.caller(patient)).personId, { to: 'active' });
  for (const patient of ['mia', 'elif']) await begin(patient);
  await nameTherapist(story, acts);
  await begin('ana');
  for (const patient of ['noor', 'june']) {
    const { personId } = await story.caller(patient);
    await acts.enrolments.record(nina, personId, { kind: 'requirement', requirement: 'way-home' });
  }
  await begin('noor'); // June’s enrolment in the risk programme of esketamine is still to come
}

async function publish(story: Story, { programmes }: ProgrammeActs, code: Code): Promise<string> {
  const helen = await story.caller('helen');
  const { versionId, revision } = await programmes.draft(helen, code);
  await story.prove('helen');
  await programmes.publish(helen, versionId, revision);
  return versionId;
}

/** As in every screening: who they are, the questions about suicide, and a decision that is signed. */
async function decide(story: Story, { identities, decisions }: ProgrammeActs, patient: string): Promise<void> {
  const [nina, { personId }] = [await story.caller('nina'), await story.caller(patient)];
  await story.openScreening('nina', patient);
  await story.beginScreening('nina', patient);
  await identities.record(nina, personId, 'passport');
  for (const number of [1, 2, 6]) await story.answer(patient, 'c-ssrs', `/c-ssrs-${number}`, { kind: 'codes', codes: ['no'] });
  await story.finish(patient, 'c-ssrs');
  await story.prove('nina');
  const yes = { outcome: 'eligible', basedOn: 0, reasons: [], alternatives: [], revisitOn: null } as const;
  await decisions.decide(nina, personId, { ...yes, note: NOTE, words: '' });
}

/** Ana stays with the therapist whom he knows, and lets the clinic write to her. */
async function nameTherapist(story: Story, { releases, enrolments }: ProgrammeActs): Promise<void> {
  const ana = await story.caller('ana');
  const { releaseId } = await releases.give(ana, ana.personId, {
    recipient: {
      ...{ name: 'Maren Holt, LCSW', organisation: 'Lakeside Practice', address: '210 Hope St, Providence, RI 02906' },
      ...{ email: '', fax: '+1 401 555 0190' },
    },
    ...{ covers: ['treatment-begins'], purpose: 'treatment', days: 365 },
  });
  await enrolments.nameOwnTherapist(ana, ana.personId, releaseId);
}
