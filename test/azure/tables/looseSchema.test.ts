import { z } from 'zod';
import { looseSchema } from '../../../src/azure/tables/looseSchema.ts';
import { runSchema } from '../../../src/domain/run/run.ts';
import { skipCommandSchema } from '../../../src/domain/run/commands.ts';

describe('a row that a later release wrote', () => {
  test('keeps at every depth what this release does not know', () => {
    const row = {
      runId: 'r',
      name: 'n',
      createdAt: 't',
      createdBy: 'me',
      implicit: false,
      fleets: ['f'],
      later: 1,
      stages: [{ name: 's', later: 2, groups: [{ name: 'g', later: 3 }] }],
      managedClusterUpdate: {
        upgrade: { type: 'Full', kubernetesVersion: '1.33.2', later: 4 },
        nodeImageSelection: { type: 'Custom', customNodeImageVersions: [{ version: 'v', later: 5 }] },
      },
    };
    expect(looseSchema(runSchema).parse(row)).toEqual(row);
  });

  test('is still held to what this release knows', () => {
    expect(looseSchema(runSchema).safeParse({ runId: 'r' }).success).toBe(false);
    const skip = { target: { type: 'Stranger', name: 'x' }, by: 'me', at: 't' };
    expect(looseSchema(skipCommandSchema).safeParse(skip).success).toBe(false);
  });

  test('may have no refined object: the refinement would be lost silently', () => {
    const refined = z.object({ a: z.string() }).refine(({ a }) => a !== '');
    expect(() => looseSchema(refined)).toThrow(RangeError);
  });
});
