import { problems } from '#kernel';

export const documentProblems = problems('documents', {
  notFound: ['not-found', 'There is nothing here that you can see.'],
  tooMany: [
    'refused',
    'There are as many papers in this record as it may hold. Remove one that is not needed, or ask your clinic.',
  ],
  tooManyAtOnce: ['too-many', 'Several of your files are still on their way. Please wait until they are here.'],
  noBytes: ['refused', 'No file came with this.'],
  tooLarge: ['too-large', 'This file is larger than what can be added.'],
  unknownKind: ['refused', 'This kind of file cannot be added. Please use a PDF, or a photo (JPEG, PNG or HEIC).'],
  cutOff: ['refused', 'The end of this file is missing. Please open it to see whether it is whole, and add it again.'],
  brokenOff: ['refused', 'The file did not arrive whole. Nothing was kept. Please try again.'],
  notKept: ['unavailable', 'The file could not be kept right now. Please try again in a moment.'],
  anotherHere: ['conflict', 'Another file is here already. Please begin again.'],
  seen: ['refused', 'Somebody of the clinic has read this paper, so it stays in the record. Please ask them about it.'],
  infected: ['refused', 'The virus scanner has found something in this file. It was removed and cannot be opened.'],
  beingChecked: ['conflict', 'This file is being checked for viruses. Please try again in a moment.'],
  gone: ['not-found', 'The file of this paper is not in the store any more.'],
  scannerUnreachable: ['unavailable', 'The virus scanner cannot be reached.'],
  notReleased: ['refused', 'The patient has not agreed to this letter going to this person today.'],
  letterIncomplete: ['refused', 'Something is missing in this letter.'],
  letterChanged: ['conflict', 'The letter would read differently now. Please look at it again before you sign.'],
  noTemplate: ['not-found', 'There is no such letter.'],
});
