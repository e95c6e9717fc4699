// What each file of a share finds: a database and settings of its own, made before its first test and gone after its last.
import { TestEnvironment } from 'jest-environment-node';
import { cloneDatabase, databaseNamed, dropDatabase, newDatabaseName } from './database-server.mjs';
import { filesOfShare } from './shares.mjs';

export default class SharedEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.files = new Map();
    this.global.process.env.HEARTH_MODE = 'demo'; // the clock can be moved
    this.global.togetherFiles = filesOfShare(context.testPath);
    this.global.loadTogether = (title, load) => this.load(title, load);
  }

  /** A file may look at its settings as soon as it is loaded, so its database has a name before it is there. */
  load(title, load) {
    const { env } = this.global.process;
    const [before, name] = [{ ...env }, newDatabaseName()];
    env.DATABASE_URL = databaseNamed(process.env.TEST_SERVER_URL, name);
    load();
    this.files.set(title, { name, url: env.DATABASE_URL, env: { ...env } });
    this.restore(before);
  }

  restore(settings) {
    const { env } = this.global.process;
    for (const name of Object.keys(env)) if (!(name in settings)) delete env[name];
    Object.assign(env, settings);
  }

  async handleTestEvent({ name, describeBlock }) {
    const file = describeBlock?.parent?.name === 'ROOT_DESCRIBE_BLOCK' ? this.files.get(describeBlock.name) : undefined;
    if (file && name === 'run_describe_start') {
      file.outside = { ...this.global.process.env };
      this.restore(file.env);
      await cloneDatabase(process.env.TEST_SERVER_URL, { name: file.name });
    }
    if (file && name === 'run_describe_finish') {
      this.restore(file.outside);
      await dropDatabase(process.env.TEST_SERVER_URL, file.url);
    }
  }
}
