import type { Questionnaire } from '../questionnaire.js';
import { auditC } from './audit-c.js';
import { beforeDose } from './before-dose.js';
import { gad7 } from './gad7.js';
import { allergies, medications, treatments } from './histories.js';
import { medical } from './medical.js';
import { pcl5 } from './pcl5.js';
import { peg } from './peg.js';
import { phq9 } from './phq9.js';
import { safety } from './safety.js';
import { substances } from './substances.js';

/**
 * Every version that was ever shipped, in the order in which intake asks. A version stays here as long as anybody's answers may name it.
 */
export const SHIPPED: readonly Questionnaire[] = [
  phq9,
  safety,
  gad7,
  pcl5,
  auditC,
  substances,
  medical,
  allergies,
  medications,
  treatments,
  peg,
  beforeDose,
];

/** The names of all that can be asked. */
export const QUESTIONNAIRES: ReadonlySet<string> = new Set(SHIPPED.map(({ name }) => name));

/** The names, in the order in which intake asks; what is asked before a dose is no part of it. */
export const INTAKE: readonly string[] = [...new Set(SHIPPED.map(({ name }) => name))].filter((name) => name !== beforeDose.name);

/** The newest shipped version of a questionnaire; undefined when there is none of this name. */
export const newestShipped = (name: string): Questionnaire | undefined => SHIPPED.findLast((each) => each.name === name);

/** A shipped version. */
export const shipped = (name: string, version: string): Questionnaire | undefined =>
  SHIPPED.find((each) => each.name === name && each.version === version);
