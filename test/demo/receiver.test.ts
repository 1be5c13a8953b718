import { httpsOutbound } from '../../src/azure/outbound/httpsOutbound.ts';
import { runningClock } from '../../src/clock/clock.ts';
import { startReceiver, type Receiver } from '../../src/demo/receiver.ts';
import type { Occurrence } from '../../src/domain/notify/occurrence.ts';
import { outgoingOf } from '../../src/domain/notify/outgoing.ts';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const outbound = httpsOutbound({ privateHosts: ['localhost'] });
const at = (minute: number): Occurrence => ({
  id: `o${minute}`,
  type: 'run.ended',
  time: `2026-03-02T08:0${minute}:00.000Z`,
  message: `Ended <${minute}>.`,
  run: 'september',
});

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver(runningClock(), SECRET);
});
afterEach(() => receiver.close());

const tell = (occurrence: Occurrence, key = 1) => {
  const keys = [Buffer.alloc(24, key)];
  const now = new Date().toISOString();
  const outgoing = outgoingOf(occurrence, { kind: 'Webhook', appUrl: undefined, keys, now });
  return outbound.send({ method: 'POST', url: receiver.url, ...outgoing });
};

describe('The receiver', () => {
  it('takes what the app sends, and shows it on its page', async () => {
    expect(await tell(at(1))).toMatchObject({ kind: 'answered', status: 204 });
    expect(receiver.arrivals).toMatchObject([{ id: 'o1', type: 'fleetupdates.run.ended', problems: [] }]);
    const page = await (await fetch(receiver.page)).text();
    expect(page).toContain('Ended &lt;1>.');
  });

  it('believes nobody who has another secret', async () => {
    expect(await tell(at(1), 2)).toMatchObject({ kind: 'answered', status: 401 });
    expect(receiver.arrivals).toEqual([]);
  });

  it('says what came twice, and what came too late', async () => {
    await tell(at(2));
    await tell(at(2));
    await tell(at(1));
    expect(receiver.arrivals.map(({ problems }) => problems)).toEqual([
      [],
      ['It came before: a receiver drops it.'],
      ['Something later came before it.'],
    ]);
  });
});
