import { z } from 'zod';
import { issueText } from '../../src/domain/issueText.ts';

const detailOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: issueText }).error?.issues.map(({ message }) => message);

describe('What is wrong with a value is said in the words of the product', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.object({ a: z.string() }), {}, 'is required'],
    [z.string(), 5, 'must be text'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.boolean(), 'yes', 'must be true or false'],
    [z.array(z.string()), {}, 'must be a list'],
    [z.strictObject({}), [], 'must be an object'],
    [z.string().max(3), 'four', 'must have at most 3 characters'],
    [z.string().min(1), '', 'must have at least 1 character'],
    [z.array(z.int()).min(1), [], 'must have at least 1 entry'],
    [z.number().max(5), 6, 'must be at most 5'],
    [z.number().gt(5), 5, 'must be above 5'],
    [z.enum(['x', 'y']), 'z', 'must be one of x, y'],
    [z.literal('x'), 'z', 'must be x'],
    [z.iso.datetime(), 'noon', 'must be a time such as 2026-12-01T06:00:00Z'],
    [z.url(), 'x', 'must be a URL'],
    [z.string().regex(/^a$/), 'b', 'must be written otherwise: it does not match /^a$/'],
    [z.record(z.string().max(1), z.int()), { ab: 1 }, 'is no name that is possible here'],
    [z.union([z.string(), z.number()]), true, 'is none of what is possible here'],
    [
      z.discriminatedUnion('k', [z.object({ k: z.literal('x') }), z.object({ k: z.literal('y') })]),
      { k: 'z' },
      'must be one of x, y',
    ],
  ])('%#: %s', (schema, value, words) => {
    expect(detailOf(schema, value)).toEqual([words]);
  });

  it('but a schema with words of its own has said it better', () => {
    expect(detailOf(z.string().max(3, 'must be short'), 'four')).toEqual(['must be short']);
  });
});
