export type { Caller, PersonCard } from './caller.js';
export { DEMO_SIGN_INS } from './demo-sign-ins.js';
export { IdentityModule } from './identity.module.js';
export { IdentityService } from './identity.service.js';
export { hashPassword } from './password.js';
export { identityProblems } from './problems.js';
export { SignInService } from './sign-in.service.js';
export { SocketTicketService } from './socket-ticket.service.js';
