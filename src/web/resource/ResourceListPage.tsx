import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useMayMake } from './useMayChange.ts';
import { Link } from '../routing/Link.tsx';
import { NEW } from '../routing/routes.ts';
import type { Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';
import { ListPage } from './ListPage.tsx';
import type { NamedView, ResourceWords } from './resourceKind.ts';

export interface ResourceListPageProps<View extends NamedView> {
  readonly words: ResourceWords;
  readonly list: Pick<UseQueryResult<readonly View[]>, 'data' | 'error' | 'refetch'>;
  readonly under: ReactNode;
  /** In place of a list with nothing in it: how one is made, and what for. */
  readonly emptyText: string;
  /** What follows the name. */
  readonly columns: readonly Column<View>[];
  readonly rowHeight: number;
  readonly minWidth?: number;
  /** What stands above the list. */
  readonly above?: (rows: readonly View[]) => ReactNode;
}

/** All of a kind of named resources, each with its address; Admins create them here. */
export function ResourceListPage<View extends NamedView>(props: ResourceListPageProps<View>) {
  const { words, list, under, emptyText, rowHeight, minWidth, above } = props;
  const { noun, plural, addressOf } = words;
  const mayMake = useMayMake(words);
  const columns = useMemo(() => [nameColumn<View>(words), ...props.columns], [words, props.columns]);
  return (
    <ListPage
      title={plural}
      under={under}
      rows={list.data}
      error={list.error}
      onRetry={() => void list.refetch()}
      createAt={mayMake ? addressOf(NEW) : undefined}
      empty={{ title: `No ${noun} yet`, text: emptyText }}
    >
      {(rows) => (
        <>
          {above?.(rows)}
          <ListView
            label={plural}
            noun={noun}
            fileName={plural.toLowerCase()}
            rows={rows}
            all={rows.length}
            columns={columns}
            keyOf={({ name }) => name}
            nameOf={({ name }) => name}
            rowHeight={rowHeight}
            {...(minWidth !== undefined && { minWidth })}
          />
        </>
      )}
    </ListPage>
  );
}

function nameColumn<View extends NamedView>({ noun, addressOf }: ResourceWords): Column<View> {
  return {
    key: 'name',
    heading: `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`,
    width: 'minmax(0, 1.5fr)',
    text: ({ name }) => name,
    cell: ({ name }) => <Link to={addressOf(name)}>{name}</Link>,
  };
}
