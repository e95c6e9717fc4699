export type { OpenItem } from './domain/open-items.js';
export { PreparationModule } from './preparation.module.js';
export { PreparationService } from './preparation.service.js';
export { PreparationMaking } from './preparation-making.js';
export { PreparationStanding } from './standing.js';
