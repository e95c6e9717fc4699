/** A reason not to go on that its reader can mend: the message names what to change, and is all that is shown of it. */
export class Refused extends Error {}
