import { Controller } from '@nestjs/common';

import { type DemoSignIn, listDemoSignIns } from '#contracts';
import { DEMO_SIGN_INS } from '#identity';
import { DemoOnly } from '../edge/policy.js';
import { Serves } from '../edge/serves.js';

@Controller()
export class DemoController {
  @DemoOnly()
  @Serves(listDemoSignIns)
  list(): { signIns: DemoSignIn[] } {
    return { signIns: [...DEMO_SIGN_INS] };
  }
}
