/** Kinds of appointments that are held by video; a group has more people than see each other here, and who comes to the clinic needs none. */
const BY_VIDEO: ReadonlySet<string> = new Set(['screening', 'preparation', 'dosing', 'integration', 'follow_up']);
export const isByVideo = (kind: string): boolean => BY_VIDEO.has(kind);

/** The one page of an appointment's call, the same before, in and after it; null for an appointment that is not held by video. */
export const callPage = (kind: string, appointmentId: string): string | null =>
  isByVideo(kind) ? `/call/${appointmentId}` : null;
