import { match } from './router.js';

describe('match', () => {
  it('finds the parameters of a path', () => {
    expect(match('/board/:id', '/board/5f')).toEqual({ id: '5f' });
    expect(match('/session/:id', '/session/a%20b/')).toEqual({ id: 'a b' });
  });
  it('fits the whole path or not at all', () => {
    expect(match('/board', '/board/5f')).toBeNull();
    expect(match('/board/:id', '/board')).toBeNull();
    expect(match('/home', '/')).toBeNull();
    expect(match('/', '/')).toEqual({});
  });
});
