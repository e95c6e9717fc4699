import { networkProblem, ProblemError } from '../call.js';
import { givesWay } from './gives-way.js';

const shown = { words: 'half written' };
const gone = new ProblemError({ type: 'about:blank', code: 'care.not-found', status: 404, title: 'There is no such patient.' });

describe('a page that shows something', () => {
  it('stays while the line is gone, so that nothing that is being written is lost', () => {
    expect(givesWay(networkProblem('unreachable'), shown)).toBe(false);
    expect(givesWay(null, shown)).toBe(false);
  });

  it('gives way to a word of the clinic, and to any error while there is nothing to show', () => {
    expect(givesWay(gone, shown)).toBe(true);
    expect(givesWay(networkProblem('unreachable'), undefined)).toBe(true);
  });
});
