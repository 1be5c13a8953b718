import { NewResource, ResourcePage } from '../resource/ResourcePage.tsx';
import { NEW } from '../routing/routes.ts';
import { deniedKind } from './deniedKind.tsx';

export function DeniedVersionPage({ name }: { name: string }) {
  if (name === NEW) return <NewResource kind={deniedKind} body={{ kubernetesVersion: '', reason: '' }} />;
  return <ResourcePage kind={deniedKind} name={name} deletion={() => 'Runs may bring this version again.'} />;
}
