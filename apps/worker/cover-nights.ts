import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { CoverPass } from '#integration';

/** Each night begins the next one; the first begins with the first worker that starts. */
@Injectable()
export class CoverNights implements OnApplicationBootstrap {
  constructor(private readonly cover: CoverPass) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.cover.begin();
  }
}
