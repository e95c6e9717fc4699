import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { INTAKE, newestShipped, shipped } from './domain/catalogue/index.js';
import { registeredSafety, safety } from './domain/catalogue/safety.js';
import type { Questionnaire } from './domain/questionnaire.js';
import { assessmentProblems } from './problems.js';
import { RulesRepository } from './rules.repository.js';

const REGISTERED = /^registered-(\d+)$/;

/** Which questionnaires there are here: the shipped ones, with the words that the clinic has registered. */
@Injectable()
export class Catalogue {
  constructor(private readonly rules: RulesRepository) {}

  /** In the order in which intake asks. */
  names(): readonly string[] {
    return INTAKE;
  }

  /** What is asked now. @throws `assessments.no-form` */
  async newest(db: Db, form: string): Promise<Questionnaire> {
    const known = newestShipped(form);
    if (!known) throw assessmentProblems.noForm();
    if (form !== safety.name) return known;
    const registered = await this.rules.words(db, form);
    return registered ? registeredSafety(registered.words, registered.version) : known;
  }

  /** What was asked then. */
  async version(db: Db, form: string, version: string): Promise<Questionnaire> {
    const number = REGISTERED.exec(version)?.[1];
    const registered = number === undefined ? null : await this.rules.words(db, form, Number(number));
    const known = registered ? registeredSafety(registered.words, registered.version) : shipped(form, version);
    if (!known) throw new Error(`No version ${version} of ${form} was ever shipped or registered.`);
    return known;
  }
}
