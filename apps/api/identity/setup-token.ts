import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { SetupService } from '#identity';
import { Config } from '#platform';

/** Prints the token for the first admin at the start of a clinic that has none: on the terminal, for it is no line of a log. */
@Injectable()
export class SetupToken implements OnApplicationBootstrap {
  constructor(
    private readonly setup: SetupService,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const token = await this.setup.begin();
    if (!token) return;
    process.stdout.write(
      [
        '',
        'This clinic has no admin yet. To make the first one, open this address within 15 minutes:',
        `  ${this.config.publicUrl}/setup#${token}`,
        'It is good once. Restart the server for another one.',
        '',
        '',
      ].join('\n'),
    );
  }
}
