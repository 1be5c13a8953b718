import { Button, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { AddRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { Loading } from '../parts/Loading.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { goTo } from '../routing/location.ts';

export interface ListPageProps<Row> {
  readonly title: string;
  readonly under: ReactNode;
  /** Undefined while it is read. */
  readonly rows: readonly Row[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Where one is made; absent for those who may not. */
  readonly createAt?: string | undefined;
  /** In place of a list with nothing in it: what would be here and what to do to get it. */
  readonly empty: { readonly title: string; readonly text: string };
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A page with a list of things that have names. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { title, under, rows, error, onRetry, createAt, empty, children } = props;
  const cards = useCards();
  const create = createAt !== undefined && (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => goTo(createAt)}>
      Create
    </Button>
  );
  const isEmpty = rows?.length === 0;
  return (
    <div className={cards.stack}>
      <PageHead title={title} under={under}>
        {!isEmpty && create}
      </PageHead>
      {error !== null && error !== undefined && <Trouble error={error} onRetry={onRetry} />}
      {!rows && !error && <Loading what={title.toLowerCase()} />}
      {isEmpty && (
        <Nothing title={empty.title}>
          <Text>{empty.text}</Text>
          {create}
        </Nothing>
      )}
      {rows && rows.length > 0 && children(rows)}
    </div>
  );
}
