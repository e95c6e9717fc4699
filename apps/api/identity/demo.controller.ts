import { Controller } from '@nestjs/common';

import { listDemoSignIns } from '#contracts';
import { DemoCodes } from '#identity';
import { DemoOnly } from '../edge/policy.js';
import { Serves } from '../edge/serves.js';

@Controller()
export class DemoController {
  constructor(private readonly codes: DemoCodes) {}

  @DemoOnly()
  @Serves(listDemoSignIns)
  async list() {
    return { signIns: await this.codes.list() };
  }
}
