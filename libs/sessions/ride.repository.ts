import { Injectable } from '@nestjs/common';

import type { SessionRide } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

const place = (rowId: string) => ({ table: 'session_ride', column: 'ride_sealed', rowId });

/** Who takes patients home from the clinic: sealed, for the log holds no names. */
@Injectable()
export class RideRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** The last word holds. */
  async put(
    tx: Tx,
    { id, patientId }: Readonly<{ id: string; patientId: string }>,
    ride: SessionRide,
    by: string,
  ): Promise<void> {
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(ride), place(id));
    await tx.sql`
      INSERT INTO session_ride (session_id, ride_sealed, arranged_by) VALUES (${id}, ${sealed}, ${by})
      ON CONFLICT (session_id) DO UPDATE SET ride_sealed = EXCLUDED.ride_sealed, arranged_by = EXCLUDED.arranged_by, arranged_at = app_now()`;
  }

  /** Null while nobody is named, and when the patient was erased. */
  async find(db: Db, sessionId: string): Promise<SessionRide | null> {
    const [row] = await db.sql<{
      sealed: string;
    }>`SELECT ride_sealed AS sealed FROM session_ride WHERE session_id = ${sessionId}::uuid`;
    const opened = row ? await this.keys.openIfKept(db, row.sealed, place(sessionId)) : null;
    return opened === null ? null : (JSON.parse(opened) as SessionRide);
  }
}
