import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { APPOINTMENT_PAGE, linkFor, Visitor } from './http.js';

/** Who cares for whom: whoever reads it, and whoever changes it. */
export async function provesTeams(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ada, sam, tom] = await Promise.all(['Ada', 'Sam', 'Tom'].map((name) => Visitor.named(clinic, name)));
  const list = (visitor: Visitor) => () => visitor.get('/v1/care-teams').expect(200);
  await audit.proves('TeamController.list', 'Ada', 'Rosa', list(ada!));
  await audit.proves('TeamController.list', 'Tom', 'Sam', list(tom!));
  const own = await audit.proves('TeamController.list', 'Sam', 'Sam', list(sam!));
  expect(own).toEqual([expect.objectContaining({ action: 'list-care-teams', purpose: 'own' })]);
  expect(await audit.rowsOf('TeamController.list', list(sam!))).toEqual([]);
  const [team, personId] = [`/v1/patients/${await audit.idOf('Rosa')}/team`, await audit.idOf('Paul')];
  let assignmentId = '';
  await audit.proves('TeamController.assign', 'Ada', 'Rosa', async () => {
    ({ assignmentId } = (await ada!.post(team, { personId, why: 'cover' }).expect(201)).body);
  });
  const end = () => ada!.post(`${team}/${assignmentId}/end`, { why: 'correction' }).expect(200);
  await audit.proves('TeamController.end', 'Ada', 'Rosa', end);
}

/** Who may come in, and as what. */
export async function provesPeople(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ada, at] = [await Visitor.named(clinic, 'Ada'), `/v1/people/${await audit.idOf('Paul')}`];
  const act =
    (what: string, body: object = {}) =>
    async () => {
      await ada.grantStepUp();
      await ada.post(`${at}/${what}`, body).expect(201);
    };
  await audit.proves('PeopleController.list', 'Ada', 'Rosa', () => ada.get('/v1/people').expect(200));
  await audit.proves('PeopleController.changeRole', 'Ada', 'Paul', act('role', { role: 'auditor' }));
  await audit.proves('PeopleController.changeRole', 'Ada', 'Paul', act('role', { role: 'prescriber', profession: 'PA' }));
  await audit.proves('PeopleController.signOut', 'Ada', 'Paul', act('signing-out'));
  await audit.proves('PeopleController.disable', 'Ada', 'Paul', act('disabling'));
  await audit.proves('PeopleController.enable', 'Ada', 'Paul', act('enabling'));
}

/** What a patient lets others see. */
export async function provesReleases(clinic: Clinic, audit: AuditProof): Promise<void> {
  const rosa = await Visitor.named(clinic, 'Rosa');
  const releases = `/v1/patients/${await audit.idOf('Rosa')}/releases`;
  const email = clinic.signIns.find(({ name }) => name.startsWith('Paul'))!.email;
  await audit.proves('ReleasesController.list', 'Rosa', 'Rosa', () => rosa.get(releases).expect(200));
  let releaseId = '';
  await audit.proves('ReleasesController.release', 'Rosa', 'Rosa', async () => {
    ({ releaseId } = (await rosa.post(releases, { email, releases: ['schedule'], days: 1 }).expect(201)).body);
  });
  const revoke = () => rosa.post(`${releases}/${releaseId}/revocation`).expect(200);
  await audit.proves('ReleasesController.revoke', 'Rosa', 'Rosa', revoke);
}

/** Whether messages arrived: names whom, never of what. */
export async function provesMessages(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ada, rosaId] = [await Visitor.named(clinic, 'Ada'), await audit.idOf('Rosa')];
  const { id } = await audit.one(
    `INSERT INTO message (id, key, recipient_id, channel, template, subject_id, state)
     VALUES (gen_random_uuid(), 'audited', $1, 'email', 'clinicAlert', $1, 'undeliverable') RETURNING id`,
    rosaId,
  );
  await audit.proves('MessagesController.list', 'Ada', 'Rosa', () => ada.get('/v1/messages').expect(200));
  await audit.proves('MessagesController.read', 'Ada', 'Rosa', () => ada.get(`/v1/messages/${id}`).expect(200));
  const remedy = (how: string) => () => ada.post(`/v1/messages/${id}/remedy`, { remedy: how }).expect(201);
  await audit.proves('MessagesController.remedy', 'Ada', 'Rosa', remedy('send-again'));
  await audit.proves('MessagesController.remedy', 'Ada', 'Rosa', remedy('taken-care-of'));
}

/** A record that is opened in an emergency: its opener, who asks twice, its reviewer and its patient. */
export async function provesEmergency(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [paul, helen, rosa] = await Promise.all(['Paul', 'Helen', 'Rosa'].map((name) => Visitor.named(clinic, name)));
  const [patientId, reason, text] = [await audit.idOf('Rosa'), 'patient-in-danger', 'She has called and is alone.'];
  let grantId = '';
  const open = async () => {
    await paul!.grantStepUp();
    ({ grantId } = (await paul!.post('/v1/break-glass', { patient: { code: patientId }, reason, text }).expect(201)).body);
  };
  const opened = await audit.proves('BreakGlassController.open', 'Paul', 'Rosa', open);
  const again = await audit.proves('BreakGlassController.open', 'Paul', 'Rosa', open);
  const through = (action: string) => [expect.objectContaining({ action, purpose: 'break-glass' })];
  expect([opened, again]).toEqual([through('break-glass'), through('read-break-glass')]);
  const standing = () => paul!.get('/v1/me/standing').expect(200);
  expect(await audit.proves('BreakGlassController.standing', 'Paul', 'Rosa', standing)).toEqual(through('list-open-records'));
  const close = () => paul!.post(`/v1/break-glass/${grantId}/end`).expect(200);
  await audit.proves('BreakGlassController.end', 'Paul', 'Rosa', close);
  const list = () => helen!.get('/v1/break-glass/reviews').expect(200);
  const listed = await audit.proves('BreakGlassController.list', 'Helen', 'Rosa', list);
  const review = () => helen!.post(`/v1/break-glass/${grantId}/review`, { outcome: 'justified' }).expect(200);
  const reviewed = await audit.proves('BreakGlassController.review', 'Helen', 'Rosa', review);
  expect([...listed, ...reviewed].map(({ purpose }) => purpose)).toEqual(['oversight', 'oversight']);
  const notices = () => rosa!.get(`/v1/patients/${patientId}/emergency-access`).expect(200);
  await audit.proves('BreakGlassController.notices', 'Rosa', 'Rosa', notices);
}

/** Whoever opens an appointment by the link in its reminder, without a sign-in. */
export async function provesAppointmentLinks(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [, token] = (await linkFor(clinic, 'mia@demo.example', APPOINTMENT_PAGE)).split('#');
  const post = (what: string, body: object) => () =>
    new Visitor(clinic).post(`/v1/appointment-links/${what}`, { token, ...body }).expect(200);
  await audit.proves('AppointmentLinksController.look', 'Mia', 'Mia', post('look', {}));
  await audit.proves('AppointmentLinksController.confirm', 'Mia', 'Mia', post('confirmation', {}));
  const said = await audit.proves('AppointmentLinksController.sayLate', 'Mia', 'Mia', post('lateness', { lateMin: 10 }));
  expect(said).toEqual([expect.objectContaining({ action: 'say-late', purpose: 'own', sign_in_id: null })]);
}

/** When patients would like to be offered appointments. */
export async function provesPreferredTimes(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, nina] = await Promise.all(['Rosa', 'Nina'].map((name) => Visitor.named(clinic, name)));
  const path = `/v1/patients/${await audit.idOf('Rosa')}/preferred-times`;
  await audit.proves('PreferredTimesController.read', 'Nina', 'Rosa', () => nina!.get(path).expect(200));
  const change = () => rosa!.post(path, { weekly: [] }).expect(200);
  await audit.proves('PreferredTimesController.change', 'Rosa', 'Rosa', change);
}
