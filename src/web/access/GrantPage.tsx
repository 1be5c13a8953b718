import { NewResource, ResourcePage } from '../resource/ResourcePage.tsx';
import { NEW } from '../routing/routes.ts';
import { grantKind } from './grantKind.tsx';

export function GrantPage({ name }: { name: string }) {
  if (name === NEW)
    return <NewResource kind={grantKind} body={{ principal: '', role: 'Operator', fleets: [] }} />;
  return (
    <ResourcePage
      kind={grantKind}
      name={name}
      deletion={() =>
        'From the next call on. What runs goes on; triggers that were saved by this grant start nothing any more.'
      }
    />
  );
}
