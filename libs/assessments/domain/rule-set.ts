import { DRUG_CLASSES } from './drugs.js';
import { FINDING_RULES } from './finding-rules.js';
import type { RuleSet } from './findings.js';

/** The rules as they are shipped. */
export const SHIPPED_RULES: RuleSet = { rules: FINDING_RULES, drugs: DRUG_CLASSES };
