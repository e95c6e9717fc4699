import { describeCanaries } from '../support/canary-clinic.js';

describeCanaries('Redis');
