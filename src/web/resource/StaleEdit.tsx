import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Time } from '../parts/Time.tsx';

export interface StaleEditProps {
  readonly name: string;
  readonly readChange: (
    name: string,
  ) => Promise<{ readonly by: string; readonly at: string; readonly eTag: string }>;
  readonly onTheirs: () => void;
  /** With the ETag of what is replaced. */
  readonly onMine: (eTag: string) => void;
}

/** Somebody else was faster. Nothing is lost: the viewer says whose version holds. */
export function StaleEdit({ name, readChange, onTheirs, onMine }: StaleEditProps) {
  const { data: change, error } = useQuery({
    queryKey: ['stale', name],
    queryFn: () => readChange(name),
    gcTime: 0,
  });
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{name} was changed meanwhile.</MessageBarTitle>
        {change && (
          <>
            {change.by} saved it at <Time at={change.at} />.{' '}
          </>
        )}
        {error && 'It may have been deleted. '}
        What you wrote is still here and is not saved.
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onTheirs}>Show theirs</Button>
        {change && <Button onClick={() => onMine(change.eTag)}>Replace it with mine</Button>}
      </MessageBarActions>
    </MessageBar>
  );
}
