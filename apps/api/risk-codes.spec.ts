import { RiskCode } from '#contracts';
import { RISKS } from '#integration';

describe('reasons why an appointment is at risk', () => {
  it('are the same for whoever finds them and on the wire, in the same order', () => {
    expect(RiskCode.options).toEqual([...RISKS]);
  });
});
