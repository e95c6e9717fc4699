import { problems } from '#kernel';

export const identityProblems = problems('identity', {
  wrongSignIn: ['unauthenticated', 'The e-mail address or the password is not right.'],
  tooManyTries: ['too-many', 'Too many tries. Please wait a few minutes and try again.'],
  stepUpNeeded: ['forbidden', 'Please enter your password again to do this.'],
});
