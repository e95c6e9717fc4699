import { Controller } from '@nestjs/common';

import { addChartEntry, endChartEntry, readChart, readOwnMedicines, reviewMedicines } from '#contracts';
import type { Caller } from '#identity';
import { ChartEntriesService, ChartService } from '#record';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** The chart of a patient, for who cares for them; of the patient’s own only the medicines. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class ChartController {
  constructor(
    private readonly chart: ChartService,
    private readonly entries: ChartEntriesService,
  ) {}

  @Serves(readChart)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readChart>) {
    return this.chart.read(caller, params.patientId);
  }

  @Serves(addChartEntry)
  add(@Asks() caller: Caller, @Input() { params, body }: In<typeof addChartEntry>) {
    return this.entries.add(caller, params.patientId, body);
  }

  @Serves(endChartEntry)
  async end(@Asks() caller: Caller, @Input() { params, body }: In<typeof endChartEntry>): Promise<null> {
    await this.entries.end(caller, params.patientId, params.entryId, body.as);
    return null;
  }

  @Serves(reviewMedicines)
  review(@Asks() caller: Caller, @Input() { params }: In<typeof reviewMedicines>) {
    return this.entries.reviewMedicines(caller, params.patientId);
  }

  @SignedIn('patient')
  @Serves(readOwnMedicines)
  medicines(@Asks() caller: Caller, @Input() { params }: In<typeof readOwnMedicines>) {
    return this.chart.ownMedicines(caller, params.patientId);
  }
}
