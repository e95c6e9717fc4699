import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { ANSWERS, DELIVERY, openForm, PLAN, RIDE, sessionInClinic } from './in-clinic-acts.js';

/** The clinic's own rooms: who keeps its stock, draws from it, sees patients home, and sends forms. */
export async function provesInClinic(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [nina, helen] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Helen')];
  const proves = (handler: string, work: () => PromiseLike<unknown>, whose: string | null = 'Leo') =>
    audit.proves(handler, 'Nina', whose, work);
  let lotId = '';
  await proves(
    'StockController.receive',
    async () => {
      lotId = (await nina.post('/v1/stock', DELIVERY).expect(201)).body.lotId;
    },
    null,
  );
  const count = { units: 5, why: 'counted', witness: 'Paul' };
  await proves('StockController.count', () => nina.post(`/v1/stock/${lotId}/counts`, count).expect(201), null);
  await proves('StockController.list', () => nina.get('/v1/stock').expect(200), null);
  const at = `/v1/dosing-sessions/${await sessionInClinic(nina)}`;
  const end = { how: 'put-back', witness: 'Paul' };
  await proves('InClinicController.endDraw', () => nina.post(`${at}/draw/end`, end).expect(201));
  await proves('InClinicController.draw', () => nina.post(`${at}/draw`, { lotId, units: 2, witness: 'Paul' }).expect(201));
  await proves('InClinicController.arrangeRide', () => nina.post(`${at}/ride`, RIDE).expect(201));
  await proves('InClinicController.read', () => nina.get(`${at}/in-clinic`).expect(200));
  await proves('MonitoringFormsController.list', () => nina.get('/v1/monitoring-forms').expect(200));
  const form = `/v1/monitoring-forms/${await openForm(nina)}`;
  await proves('MonitoringFormsController.read', () => nina.get(form).expect(200));
  await proves('MonitoringFormsController.finish', () => nina.post(form, ANSWERS).expect(201));
  await helen.stepUp('Helen');
  const writing = () => helen.post('/v1/emergency-plan', PLAN).expect(201);
  await audit.proves('EmergencyPlanController.write', 'Helen', null, writing);
}
