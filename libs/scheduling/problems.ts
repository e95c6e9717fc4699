import { problems } from '#kernel';

export const schedulingProblems = problems('scheduling', {
  tooNear: ['conflict', 'Too few days would lie between this session and another one. Please choose another time.'],
  slotTaken: ['conflict', 'That time has just been taken.'],
  notAFreeTime: ['refused', 'That time cannot be booked. Please choose one of the free times.'],
  holdOver: ['conflict', 'This time was kept for ten minutes, and they are over. Please choose again.'],
  noHold: ['not-found', 'Nothing is kept under this number that you can see.'],
  notYourReason: ['refused', 'This is a reason of the clinic. Please choose what it is for you.'],
  tooEarly: ['refused', 'It is too early to say that somebody has not come.'],
  noChange: ['not-found', 'There is no such change to decide.'],
  changeDecided: ['conflict', 'Somebody has decided this already.'],
  notBooked: ['conflict', 'This appointment is not booked any more.'],
  linkUnknown: ['refused', 'This link does not open anything. Please open the newest message, or call the clinic.'],
  notACalendarAddress: [
    'refused',
    'This is no address of a calendar that can be read from here. It begins with https:// or webcal://.',
  ],
  cannotSayNow: ['refused', 'This cannot be said of the appointment now. Please call the clinic.'],
  timesChanged: ['conflict', 'Somebody has changed these hours meanwhile. Please look at them again.'],
  unknownZone: ['refused', 'There is no such time zone.'],
  closureOver: ['refused', 'That time is over. Please choose one that lies ahead.'],
  travelsOverlap: ['refused', 'Two journeys are on the same day. Please mend their dates.'],
  typeChanged: ['conflict', 'Somebody has changed this kind of appointment meanwhile. Please look at it again.'],
  typeUnsound: ['refused', 'Everybody’s part must begin before it ends, and the patient must have one.'],
  typeIsClinical: ['refused', 'Length and parts of this kind belong to the signed protocol and are not changed here.'],
});
