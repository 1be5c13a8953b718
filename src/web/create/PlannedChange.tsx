import { Text } from '@fluentui/react-components';
import type { Plan } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { changesOf } from '../parts/versions.ts';

type PlannedMember = Plan['stages'][number]['groups'][number]['members'][number];

/** A member and what changes on it. */
export function PlannedChange({ member }: { member: PlannedMember }) {
  const cards = useCards();
  return (
    <>
      <Text weight="medium">{member.name}</Text>{' '}
      <Text size={200} className={cards.quiet}>
        {changeOf(member)}
      </Text>
    </>
  );
}

function changeOf({ update, leftOut, from, to }: PlannedMember): string {
  if (leftOut) return `left out: ${leftOut.code}`;
  if (!update) return 'stays as it is';
  const changes = changesOf(from, to);
  return changes.length > 0 ? changes.join('; ') : 'is looked at: what it runs is not known';
}
