import { replayProblem, type DeliveryReceipt } from '../../../src/domain/trigger/deliveryReceipt.ts';

const RECEIPT: DeliveryReceipt = {
  name: 'ci.abc',
  trigger: 'ci',
  triggerCreatedAt: '2026-03-01T08:00:00.000Z',
  deliveryId: 'delivery-1',
  receivedAt: '2026-03-02T08:00:00.000Z',
};

it.each([
  ['again at once', 'delivery-1', '2026-03-02T08:00:01.000Z', undefined],
  ['again after a week', 'delivery-1', '2026-03-09T08:00:00.000Z', undefined],
  ['under another id', 'delivery-2', '2026-03-02T08:00:01.000Z', /delivery-1: this is a replay/],
  ['without an id', '', '2026-03-02T08:00:01.000Z', /this is a replay/],
  ['under another id after years', 'delivery-2', '2029-03-02T08:00:01.000Z', /this is a replay/],
  ['again when nobody remembers its run', 'delivery-1', '2026-04-02T08:00:01.000Z', /came on 2026-03-02/],
])('A delivery that comes %s', (_what, id, now, problem) => {
  if (problem === undefined) expect(replayProblem(RECEIPT, id, now)).toBeUndefined();
  else expect(replayProblem(RECEIPT, id, now)).toMatch(problem);
});
