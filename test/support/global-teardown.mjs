import { stopServers } from './database-server.mjs';

export default stopServers;
