import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** Who reads a ledger, who looks at paused courses, and who lets one go on. */
export async function provesCourses(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ana, iris, nina] = [
    await Visitor.named(clinic, 'Ana'),
    await Visitor.named(clinic, 'Iris'),
    await Visitor.named(clinic, 'Nina'),
  ];
  const at = `/v1/patients/${await audit.idOf('Ana')}`;
  await audit.proves('DoseLedgerController.read', 'Iris', 'Ana', () => iris.get(`${at}/dose-ledger`).expect(200));
  await audit.proves('OwnCourseController.read', 'Ana', 'Ana', () => ana.get(`${at}/course`).expect(200));
  let pauseIds: string[] = [];
  await audit.proves('CourseReviewsController.list', 'Nina', 'Ana', async () => {
    const { reviews } = (await nina.get('/v1/course-reviews').expect(200)).body;
    pauseIds = reviews[0].pauses.map(({ id }: { id: string }) => id);
  });
  await nina.stepUp('Nina');
  const decision = { decision: 'resume', pauseIds, note: 'Spoken with the urologist; nothing was found.' };
  await audit.proves('CourseReviewsController.decide', 'Nina', 'Ana', () =>
    nina.post(`${at}/course-review`, decision).expect(201),
  );
}
