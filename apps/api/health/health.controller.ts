import { Controller, Get } from '@nestjs/common';
import { type Readiness as Ready, readReadiness } from '#contracts';
import { Limited } from '../edge/limited.js';
import { Public } from '../edge/policy.js';
import { Serves } from '../edge/serves.js';
import { Readiness } from './readiness.js';

/** For whoever runs the clinic: does this process live, and should it be sent requests. */
@Controller()
@Public()
@Limited('nothing')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('/healthz')
  alive(): { ok: true } {
    return { ok: true };
  }

  @Serves(readReadiness)
  ready(): Promise<Ready> {
    return this.readiness.require();
  }
}
