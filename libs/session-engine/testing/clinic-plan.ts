import type { Ladder, SessionPlan } from '../plan.js';
import { sublingualHome } from '../sublingual-home.js';
import { asked, calm } from './answers.js';
import { SimulatedClinic } from './simulated-clinic.js';

const onSite = ({ tiers, ...rest }: Ladder): Ladder => ({
  ...rest,
  tiers: tiers.map((tier) => ({
    ...tier,
    calls: tier.calls.map((audience) => (audience === 'chaperone' ? 'on-site' : audience)),
  })),
});
const home = sublingualHome.plan;

/** Two hours of watching with an oximeter and a prescriber on site, as for esketamine. */
export const clinicPlan: SessionPlan = {
  ...home,
  ...{ version: 'clinic-test', setting: 'clinic', monitoringForm: 'rems' },
  onSite: { roles: ['prescriber', 'physician'] },
  checks: { ...home.checks, ladder: onSite(home.checks.ladder) },
  vitals: { ...home.vitals, ladder: onSite(home.vitals.ladder), needsOximeter: true, untilFallen: { fromMin: 40, everyMin: 10 } },
  inSession: { ...home.inSession, alertHeartRate: 120, alertBelowHeartRate: 50 },
  discharge: { ...home.discharge, fromSpo2: 94 },
};

/** A session in the clinic whose dose is released: the prescriber is with the patient. */
export function releasedInClinic(plan: SessionPlan = clinicPlan): SimulatedClinic {
  const clinic = new SimulatedClinic(plan);
  clinic.write('staff-arrival', {});
  clinic.write('vitals', calm);
  asked(clinic);
  clinic.judge();
  clinic.release();
  return clinic;
}

/** The dose was given this very moment, by whoever is with the patient. */
export function dosedInClinic(plan: SessionPlan = clinicPlan): SimulatedClinic {
  const clinic = releasedInClinic(plan);
  clinic.write('dose-taken', {}, { by: 'prescriber' });
  return clinic;
}
