import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { AppointmentKind } from './scheduling.js';

export const FoundPatient = z.object({
  patientId: z.uuid(),
  displayName: z.string(),
  zone: z.string(),
  isDisabled: z.boolean().describe('Cannot sign in; also who has not accepted the invitation yet.'),
  next: z
    .object({ appointmentId: z.uuid(), kind: AppointmentKind, startsAt: z.iso.datetime() })
    .nullable()
    .describe('The next appointment that is booked.'),
});
export type FoundPatient = z.infer<typeof FoundPatient>;

export const searchPatients = endpoint({
  method: 'POST',
  path: '/v1/patients/search',
  summary:
    'Patients by a part of the name, by the whole e-mail address, or by the whole telephone number: an admin finds all, a clinician those ' +
    'who are in their care.',
  body: z.strictObject({ text: z.string().trim().min(1).max(254) }),
  reply: z.object({
    patients: z.array(FoundPatient),
    isWhole: z.boolean().describe('False: there are more of them. Ask for more of the name.'),
  }),
  status: 200,
  withoutKey: 'It changes nothing: an address or a number may stand in no URL.',
});
