import { join } from 'node:path';
import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { Config } from '#platform';
import { Arrival } from './arrival.js';
import { BucketStore } from './bucket-store.js';
import { ContentRemoval } from './content-removal.js';
import { DocumentRepository } from './document.repository.js';
import { DocumentContent } from './document-content.js';
import { DocumentDoor } from './document-door.js';
import { DocumentView } from './document-view.js';
import { DocumentsService } from './documents.service.js';
import { FileStore } from './file-store.js';
import { FilingService } from './filing.service.js';
import { FilingRecord } from './filing-record.js';
import { LetterRepository } from './letter.repository.js';
import { LetterDesk } from './letter-desk.js';
import { LetterShelf } from './letter-shelf.js';
import { LetterSigning } from './letter-signing.service.js';
import { LetterWriter } from './letter-writer.js';
import { LettersService } from './letters.service.js';
import { ObjectStore } from './object-store.js';
import { ObjectTidying } from './object-tidying.js';
import { OutsideReleaseRepository } from './outside-release.repository.js';
import { OutsideReleasesService } from './outside-releases.service.js';
import { PaperEvidence } from './paper-evidence.js';
import { ScanningService } from './scanning.service.js';
import { ViewingService } from './viewing.service.js';

/** The store that the settings name: a bucket, or a folder of the data folder. */
export const storeOf = ({ bucket, dataDir }: Pick<Config, 'bucket' | 'dataDir'>): ObjectStore =>
  bucket ? new BucketStore(bucket) : new FileStore(join(dataDir, 'documents'));

const OPEN = [
  DocumentsService,
  FilingService,
  ViewingService,
  ScanningService,
  PaperEvidence,
  ContentRemoval,
  OutsideReleasesService,
  LettersService,
  LetterSigning,
];

@Module({
  imports: [AuditModule, IdentityModule, CareModule],
  providers: [
    ...OPEN,
    { provide: ObjectStore, inject: [Config], useFactory: storeOf },
    ...[DocumentRepository, OutsideReleaseRepository, LetterRepository],
    ...[Arrival, DocumentDoor, DocumentView, DocumentContent, FilingRecord, ObjectTidying],
    ...[LetterWriter, LetterShelf, LetterDesk],
  ],
  exports: OPEN,
})
export class DocumentsModule {}
