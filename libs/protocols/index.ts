export { protocolProblems } from './problems.js';
export type { GateFacts, SignedProtocol } from './protocol.repository.js';
export { ProtocolsModule } from './protocols.module.js';
export { type NextDose, ProtocolsService } from './protocols.service.js';
