import type { Noun } from '../command.ts';
import { wrongUse } from '../exitCodes.ts';
import { column, itemsAt, textOf, valueAt, type Column } from '../show/columns.ts';
import { list, memberOf, reads } from './calls.ts';

const COLUMNS: readonly Column[] = [
  column('Fleet', 'fleet'),
  column('Member', 'name'),
  column('Group', 'group'),
  column('Kubernetes', 'kubernetesVersion'),
  {
    title: 'Node images',
    of: (row) =>
      [...new Set(itemsAt(row, 'nodePools').map((pool) => textOf(valueAt(pool, 'nodeImageVersion'))))].join(
        ', ',
      ),
  },
  column('Region', 'location'),
  column('State', 'provisioningState'),
  column('Power', 'powerState'),
  {
    title: 'Access',
    of: (row) => (valueAt(row, 'access') === 'Readable' ? '' : textOf(valueAt(row, 'access'))),
  },
  {
    title: 'Findings',
    of: (row) =>
      itemsAt(row, 'findings')
        .map((finding) => textOf(valueAt(finding, 'code')))
        .join(', '),
  },
  column('Failed in run', 'failure.run'),
];
const ASSIGNED = [
  column('Fleet', 'fleet'),
  column('Member', 'name'),
  column('Group', 'group'),
  column('Status', 'status'),
  column('Reason', 'reason'),
];
const CLUSTERS = [
  column('Cluster', 'name'),
  column('Region', 'location'),
  column('Kubernetes', 'kubernetesVersion'),
  {
    title: 'Member',
    of: (row: unknown) =>
      valueAt(row, 'member') === undefined
        ? ''
        : `${textOf(valueAt(row, 'member.fleet'))}/${textOf(valueAt(row, 'member.name'))}`,
  },
  column('Resource id', 'clusterResourceId'),
];

export const members: Noun = {
  word: 'members',
  summary: 'Clusters in the fleets, and their update groups',
  commands: [
    {
      words: ['members', 'list'],
      summary: 'Members with group, versions and node images',
      operations: ['listMembers'],
      options: [
        { flags: '--fleet <alias>', about: 'of this fleet only' },
        { flags: '--group <group>', about: 'of this group only' },
        { flags: '--refresh', about: 'ask Azure first' },
      ],
      examples: [
        'members list',
        'members list --fleet prod --refresh',
        'members list -o json | jq -r ".value[].name"',
      ],
      run: reads('/api/members', ['fleet', 'group', 'refresh'], list(COLUMNS, 'There are no members.')),
    },
    {
      words: ['members', 'assign'],
      summary: 'Gives members an update group, or takes them out of theirs',
      operations: ['assignGroup'],
      args: [{ name: 'members', about: 'as <fleet>/<name>', many: true }],
      options: [
        { flags: '--group <group>', about: 'the group they are to have' },
        { flags: '--no-group', about: 'take them out of their groups' },
      ],
      examples: [
        'members assign prod/aks-1 prod/aks-2 --group canary',
        'members assign prod/aks-1 --no-group',
      ],
      run: async ({ api, args, options, print }) => {
        const named = options.one('group');
        if (named === undefined && !options.isOff('group'))
          throw wrongUse('Say --group <group>, or --no-group.');
        const body = { members: args.all('members').map(memberOf), group: named ?? null };
        const answer = (await api.call('POST', '/api/members/assign-group', { body })).body;
        print.show(answer, list(ASSIGNED, 'Nothing was assigned.')(answer));
        return undefined;
      },
    },
    {
      words: ['members', 'join'],
      summary: 'Joins a cluster to a fleet',
      operations: ['joinMember'],
      args: [{ name: 'member', about: 'as <fleet>/<name>' }],
      options: [
        { flags: '--cluster <id>', about: 'ARM id of the cluster', required: true },
        { flags: '--group <group>', about: 'the group it is to have' },
      ],
      examples: ['members join prod/aks-3 --cluster /subscriptions/…/managedClusters/aks-3 --group canary'],
      run: async ({ api, args, options, print }) => {
        const { fleet, name } = memberOf(args.needed('member'));
        const group = options.one('group');
        const body = { clusterResourceId: options.needed('cluster'), ...(group !== undefined && { group }) };
        const answer = await api.call('PUT', pathOf(fleet, name), { body });
        print.answer(
          answer.body,
          `${fleet}/${name} ${answer.status === 201 ? 'joined' : 'was a member already'}.`,
        );
        return undefined;
      },
    },
    {
      words: ['members', 'remove'],
      summary: 'Takes members out of their fleet; the clusters stay',
      operations: ['leaveFleet'],
      args: [{ name: 'members', about: 'as <fleet>/<name>', many: true }],
      examples: ['members remove prod/aks-3'],
      run: async ({ api, args, print }) => {
        for (const { fleet, name } of args.all('members').map(memberOf)) {
          await api.call('DELETE', pathOf(fleet, name));
          print.say(`${fleet}/${name} left its fleet.`);
        }
        return undefined;
      },
    },
  ],
};

const pathOf = (fleet: string, name: string) =>
  `/api/members/${encodeURIComponent(fleet)}/${encodeURIComponent(name)}`;

const lists = (
  word: string,
  summary: string,
  operation: string,
  path: string,
  columns: readonly Column[],
  nothing: string,
): Noun => ({
  word,
  summary,
  commands: [
    {
      words: [word, 'list'],
      summary,
      operations: [operation],
      examples: [`${word} list`, `${word} list -o json`],
      run: reads(path, [], list(columns, nothing)),
    },
  ],
});

export const fleets = lists(
  'fleets',
  'The fleets that the app manages',
  'listFleets',
  '/api/fleets',
  [column('Fleet', 'name'), column('Resource id', 'id')],
  'There are no fleets.',
);
export const groups = lists(
  'groups',
  'The update groups that exist',
  'listGroups',
  '/api/groups',
  [
    column('Group', 'name'),
    {
      title: 'Members',
      of: (row) =>
        itemsAt(row, 'members')
          .map((member) => `${textOf(valueAt(member, 'fleet'))}/${textOf(valueAt(member, 'name'))}`)
          .join(', '),
    },
  ],
  'No member has a group.',
);
export const unusedEvents = lists(
  'unused-events',
  'Events of Event Grid that the app could not use, by type',
  'listUnusedEvents',
  '/api/unused-events',
  [
    column('Type', 'type'),
    column('Count', 'count'),
    column('Last', 'lastReceivedAt'),
    column('Reason', 'reason'),
  ],
  'There were none.',
);
export const webhookSecrets = lists(
  'webhook-secrets',
  'Names of the settings that a webhook may name as its secrets',
  'listWebhookSecrets',
  '/api/webhook-secrets',
  [column('Setting', 'name'), column('For', 'types')],
  'There are none.',
);

export const clusters: Noun = {
  word: 'clusters',
  summary: 'AKS clusters that the app can see',
  commands: [
    {
      words: ['clusters', 'list'],
      summary: 'AKS clusters that the app can see, and the members that they are',
      operations: ['listClusters'],
      options: [
        {
          flags: '--joined <yes>',
          about: 'members only (true), or the others (false)',
          choices: ['true', 'false'],
        },
      ],
      examples: ['clusters list --joined false'],
      run: reads('/api/clusters', ['joined'], list(CLUSTERS, 'There are none.')),
    },
  ],
};
