import { problems } from '#kernel';

export const schedulingProblems = problems('scheduling', {
  slotTaken: ['conflict', 'That time has just been taken.'],
  notAFreeTime: ['refused', 'That time cannot be booked. Please choose one of the free times.'],
  notBooked: ['conflict', 'This appointment is not booked any more.'],
  linkUnknown: ['refused', 'This link does not open anything. Please open the newest message, or call the clinic.'],
  cannotSayNow: ['refused', 'This cannot be said of the appointment now. Please call the clinic.'],
});
