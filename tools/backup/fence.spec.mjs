import { declaredMessages } from '../../libs/platform/index.js';
import '../../apps/worker/subscriptions.js';
import { AFTER_RESTORE } from './fence.mjs';

describe('the fence of a restore', () => {
  it('has decided about every message that the program can write', () => {
    expect(Object.keys(AFTER_RESTORE).sort()).toEqual(declaredMessages().sort());
  });
});
