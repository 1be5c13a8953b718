import { sayingOfGates } from '../../../src/domain/estimate/sayingOfGates.ts';

const estimate = {
  basis: { ownUpdates: 0, fleetUpdates: 0, assumed: 0, message: 'No member is to be updated.' },
  stages: [],
};
const gates = { beforeGates: [{ type: 'Approval' as const, name: 'go' }] };

describe('An estimate', () => {
  it('says that gates are taken to open at once, where there are any', () => {
    const ofStage = sayingOfGates(estimate, [{ groups: [], ...gates }]);
    const ofGroup = sayingOfGates(estimate, [{ groups: [gates] }]);
    for (const { basis } of [ofStage, ofGroup])
      expect(basis.message).toBe('No member is to be updated. Gates are taken to open at once.');
  });

  it('says nothing of gates where there are none', () => {
    expect(sayingOfGates(estimate, [{ groups: [{}] }])).toBe(estimate);
  });
});
