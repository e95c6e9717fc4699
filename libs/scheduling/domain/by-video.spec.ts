import { callPage, isByVideo } from './by-video.js';

const kinds = ['dosing', 'integration', 'screening', 'preparation', 'follow_up', 'group', 'in_clinic'];

it('groups and visits in the clinic have no call, and no page of one', () => {
  const byVideo = ['dosing', 'integration', 'screening', 'preparation', 'follow_up'];
  expect(kinds.filter(isByVideo)).toEqual(byVideo);
  expect(kinds.map((kind) => callPage(kind, 'a1'))).toEqual(kinds.map((kind) => (byVideo.includes(kind) ? '/call/a1' : null)));
});
