import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { DeviceCheckJson, DeviceCheckResult } from '#contracts';
import type { Reader, Tx } from '#platform';

type Row = Omit<DeviceCheckJson, 'checkedAt'> & Readonly<{ personId: string; checkedAt: Date }>;

/** What devices could do when they were tried; rows are facts, and the last one counts. */
@Injectable()
export class DeviceCheckRepository {
  async insert(tx: Tx, appointmentId: string, personId: string, check: DeviceCheckResult): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO device_check (id, appointment_id, person_id, camera, microphone, speaker, network, round_trip_ms)
      VALUES (${id}, ${appointmentId}, ${personId}, ${check.camera}, ${check.microphone}, ${check.speaker}, ${check.network},
        ${check.roundTripMs}::int)`;
    return id;
  }

  async count(on: Reader, appointmentId: string, personId: string): Promise<number> {
    const [row] = await on.sql<{ n: number }>`
      SELECT count(*) AS n FROM device_check WHERE appointment_id = ${appointmentId} AND person_id = ${personId}`;
    return row!.n;
  }

  /** The last one of each person, by their id. */
  async findLast(on: Reader, appointmentId: string): Promise<ReadonlyMap<string, DeviceCheckJson>> {
    const rows = await on.sql<Row>`
      SELECT DISTINCT ON (person_id) person_id AS "personId", checked_at AS "checkedAt", camera, microphone, speaker, network,
        round_trip_ms AS "roundTripMs"
      FROM device_check WHERE appointment_id = ${appointmentId} ORDER BY person_id, checked_at DESC, id`;
    return new Map(rows.map(({ personId, checkedAt, ...row }) => [personId, { ...row, checkedAt: checkedAt.toISOString() }]));
  }
}
