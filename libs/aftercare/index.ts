export { AftercareModule } from './aftercare.module.js';
export { AftercareService } from './aftercare.service.js';
export { AftercareOpening } from './aftercare-opening.js';
export { AftercareWatch } from './aftercare-watch.js';
export * from './messages.js';
