import { randomUUID } from 'node:crypto';
import type { ProgrammeContent } from '#contracts';
import type { Cast } from './cast.js';

/** Small, and without a template that is there: the matrix publishes no templates. */
const CONTENT: ProgrammeContent = {
  ...{ name: 'A tried programme', summary: 'The matrix tries every door.', setting: 'clinic', templates: ['tried'] },
  ...{ preparationVisits: 0, sessions: 1, reviewsAfter: [], needsCompanion: true, ownTherapist: null },
  ...{ questionnaires: [], dailyReports: false, requirements: [], sources: {} },
};

/** A draft of a programme of its own. @returns its id */
export async function draftedProgramme(cast: Cast, isThere: boolean): Promise<string> {
  const [id, programmeId] = [randomUUID(), randomUUID()];
  if (!isThere) return id;
  await cast.sql('INSERT INTO programme (id, code) VALUES ($1, $2)', [programmeId, `tried-${programmeId}`]);
  await cast.sql('INSERT INTO programme_version (id, programme_id, number, content, edited_by) VALUES ($1, $2, 1, $3, $1)', [
    id,
    programmeId,
    JSON.stringify(CONTENT),
  ]);
  return id;
}

/** One for all tries. */
const publishedProgramme = (cast: Cast): Promise<string> =>
  cast.once('published programme', async () => {
    const id = await draftedProgramme(cast, true);
    const director = await cast.person('physician', ['is_medical_director']);
    await cast.sql(
      "UPDATE programme_version SET state = 'published', published_by = $2, published_at = app_now() WHERE id = $1",
      [id, director],
    );
    return id;
  });

/** What is sent to the doors of programmes. Whoever may is refused, for nobody in the matrix has this to come. */
export const PROGRAMME_BODIES: Readonly<Record<string, (subject: Readonly<{ cast: Cast }>) => Promise<object> | object>> = {
  'POST /v1/programmes': () => ({ code: 'guided-six' }),
  'POST /v1/programme-versions/{programmeVersionId}/content': () => ({ revision: 999, content: CONTENT }),
  'POST /v1/programme-versions/{programmeVersionId}/publication': () => ({ revision: 999 }),
  'POST /v1/programme-versions/{programmeVersionId}/retirement': () => ({}),
  'POST /v1/patients/{patientId}/programme': async ({ cast }) => ({ programmeVersionId: await publishedProgramme(cast) }),
  'POST /v1/patients/{patientId}/programme/own-therapist': () => ({ releaseId: randomUUID() }),
  'POST /v1/patients/{patientId}/programme/marks': () => ({ kind: 'requirement', requirement: 'way-home' }),
  'POST /v1/patients/{patientId}/programme/state': () => ({ to: 'active' }),
};

export const PROGRAMME_QUERIES: Readonly<Record<string, (cast: Cast) => Promise<string>>> = {
  'GET /v1/programme-versions/{programmeVersionId}/difference': async (cast) => `?from=${await draftedProgramme(cast, true)}`,
};
