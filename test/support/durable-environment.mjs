// Fault tests start their clinics (clinic.ts) on the durable server.
import { TestEnvironment } from 'jest-environment-node';

export default class DurableEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.process.env.TEST_SERVER_URL = process.env.DURABLE_SERVER_URL;
  }
}
