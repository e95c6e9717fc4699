import type { Dispense, PatientSupply } from '#contracts';

/** What somebody who prescribes can write down about medicine. */
export type SupplyAct =
  | Readonly<{ kind: 'order' }>
  | Readonly<{ kind: 'step'; dispense: Dispense; to: 'sent-to-pharmacy' | 'filled' | 'shipped' | 'withdrawn' }>
  | Readonly<{ kind: 'dispose'; dispense: Dispense }>
  | Readonly<{ kind: 'review'; dispense: Dispense; discrepancyId: string }>
  | Readonly<{ kind: 'taken'; dose: PatientSupply['openDoses'][number]; dispenses: readonly Dispense[] }>;
export type ActProps<K extends SupplyAct['kind']> = {
  act: Extract<SupplyAct, { kind: K }>;
  patientId: string;
  onDone: () => void;
  onClose: () => void;
};
