import { AdaptiveCard, SerializationContext } from 'adaptivecards';
import { CloudEvent } from 'cloudevents';
import fc from 'fast-check';
import { z } from 'zod';
import { type Occurrence, OCCURRENCES, TEST } from '../../../src/domain/notify/occurrence.ts';
import { outgoingOf } from '../../../src/domain/notify/outgoing.ts';
import { authenticate } from '../../../src/operations/triggers/deliveryAuthentication.ts';

const NOW = '2026-03-02T08:00:05.000Z';
const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const NEXT = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const keyOf = (secret: string) => Buffer.from(secret.slice('whsec_'.length), 'base64');
const APP = 'https://updates.example.com';

const failed: Occurrence = {
  id: 'o1',
  type: 'member.failed',
  time: '2026-03-02T08:00:00.000Z',
  message: 'aks-1 failed: <!channel> [click](https://evil.example.com) & more',
  run: 'september',
  runId: 'r1',
  attempt: 1,
  strategy: 'standard',
  fleets: ['prod', 'test'],
  stage: 'prod',
  group: 'eu',
  fleet: 'prod',
  member: 'aks-1',
  state: 'Failed',
};

type Kind = Parameters<typeof outgoingOf>[1]['kind'];
const sent = (
  kind: Kind,
  occurrence = failed,
  more: { appUrl?: string | undefined; secrets?: readonly string[] } = {},
) =>
  outgoingOf(occurrence, {
    kind,
    appUrl: 'appUrl' in more ? more.appUrl : APP,
    keys: (more.secrets ?? [SECRET]).map(keyOf),
    now: NOW,
  });

const text = fc.string({ unit: 'grapheme' });
const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
const anything: fc.Arbitrary<Occurrence> = fc.record(
  {
    id: fc.uuid(),
    type: fc.constantFrom(...Object.keys(OCCURRENCES), TEST),
    time: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
      .map((date) => date.toISOString()),
    message: text.map((some) => `${some}.`),
    run: name,
    attempt: fc.nat(),
    strategy: name,
    fleets: fc.array(name, { minLength: 1 }),
    stage: name,
    group: name,
    fleet: name,
    member: name,
    state: fc.constantFrom('Completed', 'Failed'),
  },
  { requiredKeys: ['id', 'type', 'time', 'message'] },
);

describe('A Webhook', () => {
  const parsed = (occurrence?: Occurrence) => {
    const event: unknown = JSON.parse(sent('Webhook', occurrence).body);
    return z.looseObject({}).parse(event);
  };

  it('is a CloudEvent of the run, about the member, with a link', () => {
    expect(parsed()).toEqual({
      specversion: '1.0',
      id: 'o1',
      source: `${APP}/api/runs/september`,
      type: 'fleetupdates.member.failed',
      subject: 'members/prod/aks-1',
      time: '2026-03-02T08:00:00.000Z',
      datacontenttype: 'application/json',
      data: {
        run: 'september',
        runId: 'r1',
        attempt: 1,
        strategy: 'standard',
        fleets: ['prod', 'test'],
        stage: 'prod',
        group: 'eu',
        fleet: 'prod',
        member: 'aks-1',
        state: 'Failed',
        message: failed.message,
        link: `${APP}/runs/september/members/prod/aks-1`,
      },
    });
  });

  it('is valid by the schema of CloudEvents, whatever happened', () => {
    fc.assert(
      fc.property(anything, (occurrence) => {
        expect(() => new CloudEvent(parsed(occurrence), true)).not.toThrow();
      }),
    );
    const { body } = sent('Webhook', failed, { appUrl: undefined });
    const event: unknown = JSON.parse(body);
    const { source } = new CloudEvent(z.looseObject({}).parse(event), true);
    expect(source).toBe('/api/runs/september');
  });

  it('is signed so that our own webhooks take it, also while one secret follows the other', () => {
    const ways = [{ type: 'standardWebhooks', secrets: ['ONE'] }] as const;
    const { headers, body } = sent('Webhook', failed, { secrets: [SECRET, NEXT] });
    const delivery = { headers: new Headers(headers), body: Buffer.from(body) };
    for (const secret of [SECRET, NEXT]) {
      const known = authenticate(ways, new Map([['ONE', secret]]), delivery, NOW);
      expect(known).toMatchObject({ deliveryId: 'o1' });
    }
    const altered = { ...delivery, body: Buffer.from(body.replace('Failed', 'Passed')) };
    expect(authenticate(ways, new Map([['ONE', SECRET]]), altered, NOW)).toMatch(/No signature/);
  });
});

describe('A card for Teams', () => {
  const message = z.looseObject({
    type: z.literal('message'),
    attachments: z.tuple([
      z.object({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        contentUrl: z.null(),
        content: z.looseObject({ body: z.array(z.looseObject({ type: z.string() })) }),
      }),
    ]),
  });
  const cardOf = (occurrence: Occurrence, appUrl?: string) =>
    message.parse(JSON.parse(sent('Teams', occurrence, appUrl === undefined ? {} : { appUrl }).body))
      .attachments[0].content;

  /** The reference implementation finds nothing wrong, and knows everything that is in it. */
  function expectValid(content: object) {
    const context = new SerializationContext();
    const card = new AdaptiveCard();
    card.parse(content, context);
    expect(Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)).toEqual([]);
    expect(card.validateProperties().validationEvents.map((event) => event.message)).toEqual([]);
    expect(card.toJSON()).toEqual(content);
  }

  it('is an Adaptive Card without a mistake, whatever happened', () => {
    fc.assert(
      fc.property(anything, (occurrence) => {
        expectValid(cardOf(occurrence));
      }),
    );
  });

  it('has the message as plain text, and a link to the page', () => {
    const content = cardOf(failed);
    expect(content.body[1]).toEqual({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: failed.message }],
    });
    expect(content['actions']).toEqual([
      { type: 'Action.OpenUrl', title: 'Open', url: `${APP}/runs/september/members/prod/aks-1` },
    ]);
  });

  it('is far below the 28 KB that Teams takes, however long the message is', () => {
    const { body } = sent('Teams', { ...failed, message: 'ü'.repeat(100_000) });
    expect(Buffer.byteLength(body)).toBeLessThan(5_000);
  });
});

describe('A message for Slack', () => {
  it('has nothing of a message read as markup', () => {
    const { body } = sent('Slack', { ...failed, stage: 'prod' });
    expect(JSON.parse(body)).toEqual({
      text: 'Run september: prod/aks-1 failed',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Run september: prod/aks-1 failed' } },
        { type: 'section', text: { type: 'plain_text', text: failed.message } },
        {
          type: 'section',
          fields: [
            ['Run', 'september'],
            ['Attempt', '1'],
            ['Strategy', 'standard'],
            ['Stage', 'prod'],
            ['Group', 'eu'],
            ['Member', 'aks-1'],
            ['State', 'Failed'],
            ['Fleets', 'prod, test'],
            ['Time', '2026-03-02T08:00:00.000Z'],
          ].map(([title, value]) => ({ type: 'mrkdwn', text: `*${title}*\n${value}` })),
        },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: `<${APP}/runs/september/members/prod/aks-1|Open>` },
        },
      ],
    });
  });

  it('keeps within what Slack takes, of however many fleets and of a message without an end', () => {
    const fleets = Array.from({ length: 200 }, (_, index) => `${'f'.repeat(46)}-${index + 100}`);
    const { body } = sent('Slack', { ...failed, fleets, message: `.${'🚢'.repeat(2_000)}` });
    const texts = z
      .object({
        blocks: z.array(
          z.object({
            text: z.object({ text: z.string() }).optional(),
            fields: z.array(z.object({ text: z.string() })).optional(),
          }),
        ),
      })
      .parse(JSON.parse(body));
    for (const { text: shown, fields = [] } of texts.blocks) {
      expect(shown?.text.length ?? 0).toBeLessThanOrEqual(3_000);
      for (const field of fields) expect(field.text.length).toBeLessThanOrEqual(2_000);
    }
    expect(body.isWellFormed() && !/\\ud[89ab]/i.test(body)).toBe(true);
  });

  it('without the address of the app has no link', () => {
    const { body } = sent('Slack', failed, { appUrl: undefined });
    expect(body).not.toContain('|Open>');
  });
});
