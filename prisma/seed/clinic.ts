import { randomUUID } from 'node:crypto';

import { DAY } from '#kernel';
import type { Tx } from '#platform';
import { type Cast, CLINIC_ZONE } from './people.js';

/** Settings, hours and the on-call rota of the demo clinic: open from 7 to 22 h every day, somebody on call at every minute. */
export async function seedClinic(tx: Tx): Promise<void> {
  await tx.clinicSettings.create({
    data: {
      name: 'Lantern Street Clinic',
      zone: CLINIC_ZONE,
      phone: '+1 212 555 0100',
      crisisNumbers: [{ label: 'Crisis line, day and night', number: '988' }],
      consentVersion: 'none',
      gateLimits: { holdSystolic: 158 },
    },
    select: { one: true },
  });
}

export async function seedHours(tx: Tx, cast: Cast, now: Date): Promise<void> {
  const days = [1, 2, 3, 4, 5, 6, 7];
  for (const key of ['tom', 'iris', 'omar', 'nina']) {
    await tx.workingHours.createMany({
      data: days.map((isoWeekday) => ({ id: randomUUID(), personId: cast[key]!, isoWeekday, fromMin: 420, toMin: 1320 })),
    });
  }
  await tx.onCallDuty.create({
    data: {
      id: randomUUID(),
      personId: cast['paul']!,
      startsAt: new Date(now.getTime() - DAY),
      endsAt: new Date(now.getTime() + 400 * DAY),
    },
    select: { id: true },
  });
}
