// Fault tests kill and cut: here a commit that was answered must be on the disk (fsync and synchronous_commit are on).
import { startServer } from './database-server.mjs';

export default async function globalSetup() {
  process.env.DURABLE_SERVER_URL = await startServer({ durable: true });
}
