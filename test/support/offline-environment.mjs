// Unit tests reach nothing: any connection, also to this machine, fails the test that makes it.
import net from 'node:net';
import { TestEnvironment } from 'jest-environment-node';

const connect = net.Socket.prototype.connect;

export default class OfflineEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    net.Socket.prototype.connect = () => {
      throw new Error('A unit test opened a network connection. Pass a fake, or make it an integration test (*.int-spec.ts).');
    };
  }

  /** A worker goes on to test files of other projects, which may connect. */
  async teardown() {
    net.Socket.prototype.connect = connect;
    await super.teardown();
  }
}
