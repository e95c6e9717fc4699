import { declareTogether } from '../support/together.js';

declareTogether();
