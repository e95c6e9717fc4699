import { problems } from '#kernel';

export const supplyProblems = problems('supply', {
  noDispense: ['not-found', 'There is no such medicine here.'],
  noDiscrepancy: ['not-found', 'There is no such count here.'],
  noDose: ['not-found', 'There is no such dose here.'],
  notNow: ['conflict', 'This medicine is not at that step any more. Please look again.'],
  nothingToCount: ['conflict', 'There is nothing to count here now.'],
  over: ['refused', 'This medicine is past its date already.'],
  lotRecalled: ['refused', 'This lot was recalled. Mark the order as withdrawn, and ask the pharmacy for another box.'],
  notSoMany: ['refused', 'There are not so many left by the ledger. Count them first.'],
  reviewed: ['conflict', 'Somebody has reviewed this count already.'],
  ownCount: ['refused', 'Somebody else has to review a count of your own.'],
  doseSettled: ['conflict', 'It is written down already how many units this dose took.'],
  noStock: ['not-found', 'The clinic has no such lot.'],
  notGood: ['refused', 'This lot is not to be given: it was recalled, is past its date, or is used up.'],
  nothingDiffers: ['conflict', 'That is what the ledger says already.'],
  drawn: ['conflict', 'Something was drawn for this dose already.'],
  noDraw: ['not-found', 'Nothing is drawn for this dose.'],
  recalled: ['conflict', 'This lot is marked as recalled already.'],
});
