export { JournalModule } from './journal.module.js';
export { JournalService } from './journal.service.js';
