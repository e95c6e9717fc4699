import { startServer } from './database-server.mjs';

export default async function globalSetup() {
  process.env.TEST_SERVER_URL = await startServer({ durable: false }); // workers inherit it
}
