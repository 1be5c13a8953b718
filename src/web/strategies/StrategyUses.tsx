import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { triggersQuery } from '../api/queries.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';

/** What a deletion of a strategy leaves behind: said before it is deleted. */
export function StrategyUses({ name }: { name: string }) {
  const { data: triggers } = useQuery(triggersQuery);
  const users = triggers?.filter((trigger) => trigger.strategy === name) ?? [];
  return (
    <>
      <Text>Runs that were made from it keep their copy of the stages. This cannot be undone.</Text>
      {users.length > 0 && (
        <Text>
          {users.length === 1
            ? 'A trigger uses it and will fail'
            : `${users.length} triggers use it and will fail`}{' '}
          until another strategy is set:{' '}
          {users.map((trigger, index) => (
            <span key={trigger.name}>
              {index > 0 && ', '}
              <Link to={addressOf.trigger(trigger.name)}>{trigger.name}</Link>
            </span>
          ))}
        </Text>
      )}
      {triggers && users.length === 0 && <Text>No trigger uses it.</Text>}
    </>
  );
}
