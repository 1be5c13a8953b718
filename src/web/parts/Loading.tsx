import { Spinner } from '@fluentui/react-components';

export function Loading({ what }: { what: string }) {
  return <Spinner size="small" label={`Loading ${what} …`} style={{ padding: '48px 0' }} />;
}
