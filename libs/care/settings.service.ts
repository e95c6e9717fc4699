import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { ClinicInfo, SettingsVersion } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { Database, type Tx } from '#platform';
import { type GateLimits, loosenedLimits, sublingualHome } from '#session-engine';
import { careProblems } from './problems.js';
import { type ClinicSettings, type NewSettings, SettingsRepository } from './settings.repository.js';
import { SettingsPeople } from './settings-people.js';

type Based = Readonly<{ basedOn: number; reason: string }>;
export type Texts = Based &
  Required<
    Pick<
      NewSettings,
      | ('name' | 'zone' | 'phone' | 'homeText' | 'sites' | 'crisisNumbers' | 'holidays')
      | ('changeCutoffHours' | 'lateFeeCents' | 'answerWithinHours' | 'onCallPhone' | 'offerHoldMin')
    >
  > &
  Readonly<{ courseReviewHours?: number | undefined }>;
export type Limits = Based & Required<Pick<NewSettings, 'gateLimits' | 'maxConcurrentSessions' | 'onlineWithinSec'>>;

/** How the clinic works: every change is a version that says who, when and why. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly database: Database,
    private readonly settings: SettingsRepository,
    private readonly people: SettingsPeople,
    private readonly signIns: SignInService,
    private readonly audit: Audit,
  ) {}

  /** What everybody may know. */
  async info(): Promise<ClinicInfo> {
    const { name, zone, phone, homeText, sites, crisisNumbers, ...rest } = await this.settings.read(this.database.read);
    const { answerWithinHours, onCallPhone } = rest;
    const lists = { sites: [...sites], crisisNumbers: [...crisisNumbers] };
    return { name, zone, phone, homeText, ...lists, answerWithinHours, onCallPhone };
  }

  async versions(): Promise<SettingsVersion[]> {
    return this.people.named(await this.settings.findVersions());
  }

  /** Limits beside which a clinic's own can only be stricter. */
  strictestFrom(): Record<string, number> {
    return { ...sublingualHome.plan.gate };
  }

  /** @throws `care.settings-changed`, `care.unknown-zone` */
  async change(caller: Caller, { basedOn, reason, courseReviewHours, ...texts }: Texts): Promise<SettingsVersion> {
    return this.put(caller, 'change-settings', { basedOn, reason }, async (tx) => {
      const zones = [texts.zone, ...texts.sites.map(({ zone }) => zone)];
      if (!(await this.settings.areZones(tx, zones))) throw careProblems.unknownZone();
      return courseReviewHours === undefined ? texts : { ...texts, courseReviewHours };
    });
  }

  /**
   * @throws `care.not-your-duty` for everybody but the medical director, `identity.step-up-needed`,
   *         `care.limits-loosened` with the `names` of those that are, or that are unknown; `care.settings-changed`
   */
  async signLimits(caller: Caller, { basedOn, reason, ...limits }: Limits): Promise<SettingsVersion> {
    await this.people.requireDirector(caller);
    const defaults = this.strictestFrom();
    const unknown = Object.keys(limits.gateLimits).filter((name) => !(name in defaults));
    const names = [...unknown, ...loosenedLimits(sublingualHome.plan.gate, limits.gateLimits as Partial<GateLimits>)];
    if (names.length) throw careProblems.limitsLoosened({ names: [...new Set(names)] });
    return this.put(caller, 'sign-limits', { basedOn, reason }, async (tx) => {
      await this.signIns.requireStepUp(tx, caller);
      return limits;
    });
  }

  private async put(
    caller: Caller,
    action: string,
    { basedOn, reason }: Based,
    decide: (tx: Tx) => Promise<NewSettings>,
  ): Promise<SettingsVersion> {
    const changed = await this.database.transact(async (tx): Promise<ClinicSettings> => {
      const to = await decide(tx);
      if (!(await this.settings.change(tx, basedOn, to, { personId: caller.personId, reason })))
        throw careProblems.settingsChanged();
      const now = await this.settings.read(tx);
      await this.audit.record(tx, caller, { action, objectType: 'clinic-settings', reason: `version-${now.version}` });
      return now;
    });
    return (await this.versions()).find(({ version }) => version === changed.version)!;
  }
}
