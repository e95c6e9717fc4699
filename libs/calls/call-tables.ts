import { Injectable } from '@nestjs/common';

import { ParticipantRepository } from './participant.repository.js';
import { RoomRepository } from './room.repository.js';

/** The two tables of a call, which are read and written together. */
@Injectable()
export class CallTables {
  constructor(
    readonly rooms: RoomRepository,
    readonly participants: ParticipantRepository,
  ) {}
}
