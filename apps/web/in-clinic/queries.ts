import { queryOptions } from '@tanstack/react-query';

import { listMonitoringForms, listStock, readEmergencyPlan, readMonitoringForm } from '#contracts';
import { call } from '../call.js';

export const planQuery = queryOptions({
  queryKey: ['emergency-plan'],
  queryFn: async () => (await call(readEmergencyPlan)).plan,
});
export const stockQuery = queryOptions({ queryKey: ['stock'], queryFn: async () => (await call(listStock)).lots });
export const formsQuery = queryOptions({
  queryKey: ['monitoring-forms'],
  queryFn: async () => (await call(listMonitoringForms)).forms,
});
export const formQuery = (formId: string) =>
  queryOptions({ queryKey: ['monitoring-forms', formId], queryFn: () => call(readMonitoringForm, { params: { formId } }) });
