import { Controller, Get } from '@nestjs/common';
import { Public } from '../edge/policy.js';
import { Readiness } from './readiness.js';

/** For whoever runs the clinic: does this process live, and should it be sent requests. */
@Controller()
@Public()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('/healthz')
  alive(): { ok: true } {
    return { ok: true };
  }

  @Get('/readyz')
  ready(): Promise<{ ready: true }> {
    return this.readiness.require();
  }
}
