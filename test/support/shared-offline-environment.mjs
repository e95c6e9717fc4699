import OfflineEnvironment from './offline-environment.mjs';
import { filesOfShare } from './shares.mjs';

export default class SharedOfflineEnvironment extends OfflineEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.togetherFiles = filesOfShare(context.testPath);
    this.global.loadTogether = (_, load) => load();
  }
}
