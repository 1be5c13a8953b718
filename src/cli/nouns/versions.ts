import type { Noun } from '../command.ts';
import { column, itemsAt, textOf, valueAt, type Column } from '../show/columns.ts';
import { list, reads } from './calls.ts';

const NEWEST_SHOWN = 6;

/** A plan's newest versions. */
const ofPlan = (title: string, plan: string): Column => ({
  title,
  of: (row) =>
    itemsAt(row, 'supportPlans')
      .filter((each) => valueAt(each, 'name') === plan)
      .flatMap((each) => itemsAt(each, 'versions'))
      .slice(0, NEWEST_SHOWN)
      .map(
        (one) =>
          `${textOf(valueAt(one, 'version'))}${valueAt(one, 'isPreview') === true ? ' (preview)' : ''}`,
      )
      .join(', '),
});

const COLUMNS: readonly Column[] = [
  column('Region', 'location'),
  column('Members', 'members'),
  ofPlan('Standard support', 'KubernetesOfficial'),
  ofPlan('Long-term support', 'AKSLongTermSupport'),
  column('As of', 'asOf'),
];

export const versions: Noun = {
  word: 'versions',
  summary: 'Kubernetes versions that the regions of the members offer',
  commands: [
    {
      words: ['versions', 'list'],
      summary: 'The newest versions by region and support plan; all of them with -o json',
      operations: ['listVersions'],
      options: [{ flags: '--fleet <alias>', about: 'of this fleet only' }],
      examples: ['versions list --fleet prod'],
      run: reads('/api/versions', ['fleet'], list(COLUMNS, 'No cluster of a member could be read.')),
    },
  ],
};
