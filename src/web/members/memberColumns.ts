import type { Member } from '../api/types.ts';
import type { TextColumn } from '../tables/tableRows.ts';
import { healthOf, memberKey, nodeImagesOf, supportOf } from './memberRows.ts';

const present = (parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined).join(' ');

/** What the list of members has of each, as text. */
export const MEMBER_TEXTS = [
  { key: 'name', heading: 'Member', text: memberKey },
  { key: 'group', heading: 'Update group', text: ({ group }: Member) => group ?? '' },
  { key: 'location', heading: 'Location', text: ({ location }: Member) => location ?? '' },
  {
    key: 'kubernetesVersion',
    heading: 'Kubernetes',
    text: (member: Member) => present([member.kubernetesVersion, supportOf(member)]),
  },
  { key: 'nodeImages', heading: 'Node images', text: (member: Member) => nodeImagesOf(member).join(' ') },
  {
    key: 'health',
    heading: 'Health',
    text: (member: Member) =>
      present([
        healthOf(member),
        member.failure && `in run ${member.failure.run}: ${member.failure.message}`,
      ]),
  },
] as const satisfies readonly TextColumn<Member>[];
