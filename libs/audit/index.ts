export { anchorFileOf, readAnchors } from './anchors.js';
export { AuditModule } from './audit.module.js';
export { type Actor, Audit, type AuditedAct } from './audit.service.js';
export type { Purpose } from './domain/purpose.js';
export type { Break, BreakKind } from './domain/verify.js';
export { AuditSealer } from './sealer.js';
export { type Anchor, type PublicKeys, publicKeysOf } from './signing.js';
export {
  AuditTrail,
  type Touched,
  type TouchedBy,
  type TrailEvent,
  type TrailFilter,
} from './trail.service.js';
export { type Verdict, verifyAudit } from './verification.js';
