import { agentWords, networkWords } from './origin-words.js';

describe('agentWords', () => {
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  it.each([
    [`${mac} Version/18.1 Safari/605.1.15`, 'Safari on a Mac'],
    [`${mac} Chrome/140.0 Safari/537.36`, 'Chrome on a Mac'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
    ['Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1', 'Safari on an iPhone'],
    ['Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['curl/8.5', 'Another program'],
    [undefined, 'Another program'],
  ])('says %s', (agent, words) => expect(agentWords(agent)).toBe(words));
});

describe('networkWords', () => {
  it.each([
    ['203.0.113.77', '203.0.…'],
    ['2001:db8:0:1', '2001:db8:…'],
    ['', 'unknown'],
  ])('keeps the beginning of %s', (address, words) => expect(networkWords(address)).toBe(words));
});
