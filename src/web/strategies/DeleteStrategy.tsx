import { Text } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { accepted, api } from '../api/client.ts';
import { strategiesQuery, strategyQuery, triggersQuery } from '../api/queries.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Link } from '../routing/Link.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';

export interface DeleteStrategyProps {
  readonly name: string;
  readonly eTag: string;
  readonly onClose: () => void;
}

/** Asks before a strategy is deleted, and says what uses it. */
export function DeleteStrategy({ name, eTag, onClose }: DeleteStrategyProps) {
  const client = useQueryClient();
  const { data: triggers } = useQuery(triggersQuery);
  const users = triggers?.filter((trigger) => trigger.strategy === name) ?? [];
  const remove = async () => {
    await accepted(
      api.DELETE('/api/strategies/{name}', { params: { path: { name } }, headers: { 'if-match': eTag } }),
    );
    goTo(addressOf.strategies());
    // Only the list is asked for: the page of the strategy may still be there, and would be told 404.
    await client.invalidateQueries({ queryKey: strategiesQuery.queryKey, exact: true });
    await client.invalidateQueries({ queryKey: strategyQuery(name).queryKey, refetchType: 'none' });
  };
  return (
    <Confirm title={`Delete ${name}`} action="Delete" {...{ onConfirm: remove, onClose }}>
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
    </Confirm>
  );
}
