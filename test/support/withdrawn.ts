import { randomUUID } from 'node:crypto';

import type { Db } from '#platform';

type Which = NonNullable<NonNullable<Parameters<Db['doseLine']['findMany']>[0]>['where']>;

/** Whoever signed the protocol withdraws these doses. */
export async function withdraw(on: Db, where: Which): Promise<void> {
  const select = { id: true, protocol: { select: { id: true, patientId: true, signedBy: true } } } as const;
  for (const { id, protocol } of await on.doseLine.findMany({ where, select })) {
    const of = { id: randomUUID(), patientId: protocol.patientId, protocolId: protocol.id, doseLineId: id };
    await on.protocolDecision.create({ data: { ...of, kind: 'voided', reasonSealed: '', decidedBy: protocol.signedBy! } });
    await on.doseLine.update({ where: { id }, data: { state: 'voided' } });
  }
}
