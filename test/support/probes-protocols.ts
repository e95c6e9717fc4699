import { randomUUID } from 'node:crypto';
import type { Cast, Patient } from './cast.js';
import { reviewDay, TEMPLATE, VERSION } from './protocol-acts.js';

type Subject = Readonly<{ cast: Cast; patient: Patient | null }>;
const said = 'The matrix tries every door.';
const content = () => ({ ...VERSION, endPointReviewOn: reviewDay() });

/** What is sent to the doors of templates and protocols. A course shorter than what is planned is refused, and nothing comes of it. */
export const PROTOCOL_BODIES: Readonly<Record<string, (subject: Subject) => Promise<object> | object>> = {
  'POST /v1/protocol-templates': () => ({ code: 'sl-home' }),
  'POST /v1/protocol-template-versions/{templateVersionId}/content': () => ({ revision: 999, content: TEMPLATE }),
  'POST /v1/protocol-template-versions/{templateVersionId}/publication': () => ({ revision: 1 }),
  'POST /v1/protocol-template-versions/{templateVersionId}/retirement': () => ({}),
  'POST /v1/protocol-permissions': () => ({ basedOn: 999, subcutaneousAtHome: false, reason: said }),
  'POST /v1/patients/{patientId}/protocol': async ({ cast }) => ({
    templateVersionId: await publishedTemplate(cast),
    isNewCourse: false,
    content: { ...content(), sessions: 1 },
  }),
  'POST /v1/protocol-versions/{protocolVersionId}/content': () => ({ revision: 1, content: content() }),
  'POST /v1/protocol-versions/{protocolVersionId}/withdrawal': () => ({}),
  'POST /v1/protocol-versions/{protocolVersionId}/signature': () => ({ revision: 1 }),
  'POST /v1/patients/{patientId}/protocol/doses/{doseNumber}/proposals': () => ({ doseMg: 10_000, reason: said }),
  'POST /v1/dose-proposals/{proposalId}/signature': () => ({}),
  'POST /v1/dose-proposals/{proposalId}/withdrawal': () => ({}),
  'POST /v1/patients/{patientId}/protocol/requests': () => ({ wish: 'talk', reason: said }),
  'POST /v1/patients/{patientId}/protocol/reviews': () => ({ reason: said, readAt: new Date().toISOString() }),
  'POST /v1/patients/{patientId}/protocol/end': () => ({ reason: said }),
  'POST /v1/patients/{patientId}/protocol/doses/{doseNumber}/closing': () => ({ as: 'voided', reason: said }),
};

const one = async (cast: Cast, statement: string, values: readonly unknown[]): Promise<string> =>
  (await cast['database'].query<{ id: string }>(statement, [...values])).rows[0]!.id;

/** What was signed for a patient: it is there, and changes no more. */
export const signedVersion = ({ cast, patient }: Subject): Promise<string> =>
  patient
    ? one(cast, "SELECT id FROM protocol_version WHERE patient_id = $1 AND state = 'signed'", [patient.personId])
    : Promise.resolve(randomUUID());
export const signedProposal = ({ cast, patient }: Subject): Promise<string> =>
  patient
    ? one(cast, "SELECT id FROM dose_proposal WHERE patient_id = $1 AND state = 'signed' ORDER BY proposed_at LIMIT 1", [
        patient.personId,
      ])
    : Promise.resolve(randomUUID());

/** A draft of a template of its own. @returns its id */
export async function draftedTemplate(cast: Cast, isThere: boolean): Promise<string> {
  const [id, templateId] = [randomUUID(), randomUUID()];
  if (!isThere) return id;
  await cast.sql('INSERT INTO protocol_template (id, code) VALUES ($1, $2)', [templateId, `tried-${templateId}`]);
  await cast.sql(
    `INSERT INTO protocol_template_version (id, template_id, number, medication, route, setting, content, edited_by)
     VALUES ($1, $2, 1, $3, $4, $5, $6, $1)`,
    [id, templateId, TEMPLATE.medication, TEMPLATE.route, TEMPLATE.setting, JSON.stringify(TEMPLATE)],
  );
  return id;
}

/** One for all tries. */
const publishedTemplate = (cast: Cast): Promise<string> =>
  cast.once('published template', async () => {
    const id = await draftedTemplate(cast, true);
    const director = await cast.person('physician', ['is_medical_director']);
    await cast.sql(
      "UPDATE protocol_template_version SET state = 'published', published_by = $2, published_at = app_now() WHERE id = $1",
      [id, director],
    );
    return id;
  });
