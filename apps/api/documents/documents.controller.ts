import { Controller, Res } from '@nestjs/common';

import { announceDocument, fileDocument, listDocuments, openDocument, removeDocument } from '#contracts';
import { DocumentsService, FilingService, ViewingService } from '#documents';
import type { Caller } from '#identity';
import { asFile, type Headed, piecesOf } from '../edge/files.js';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Papers of a patient's record: the patient's own, and those who care for them. */
@Controller()
@SignedIn('patient', 'therapist', 'prescriber', 'physician')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly filing: FilingService,
    private readonly viewing: ViewingService,
  ) {}

  @Serves(listDocuments)
  list(@Asks() caller: Caller, @Input() { params }: In<typeof listDocuments>) {
    return this.documents.list(caller, params.patientId);
  }

  @Serves(announceDocument)
  announce(@Asks() caller: Caller, @Input() { params, body }: In<typeof announceDocument>) {
    return this.documents.announce(caller, params.patientId, body);
  }

  @Serves(fileDocument)
  file(@Asks() caller: Caller, @Input() { params, body }: In<typeof fileDocument>) {
    return this.filing.file(caller, params.patientId, params.documentId, piecesOf(body));
  }

  @Serves(openDocument)
  async open(@Asks() caller: Caller, @Input() { params }: In<typeof openDocument>, @Res({ passthrough: true }) reply: Headed) {
    return asFile(reply, await this.viewing.open(caller, params.patientId, params.documentId));
  }

  @Serves(removeDocument)
  async remove(@Asks() caller: Caller, @Input() { params }: In<typeof removeDocument>) {
    await this.documents.remove(caller, params.patientId, params.documentId);
    return {};
  }
}
