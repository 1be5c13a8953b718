import { useState } from 'react';
import { appNow } from '../api/connection.ts';
import { NewResource, ResourcePage } from '../resource/ResourcePage.tsx';
import { NEW } from '../routing/routes.ts';
import { emptyFreeze } from './freezeBody.ts';
import { freezeKind } from './freezeKind.tsx';
import { OnOrOff } from './OnOrOff.tsx';

export function FreezePage({ name }: { name: string }) {
  const [empty] = useState(() => emptyFreeze(appNow()));
  if (name === NEW) return <NewResource kind={freezeKind} body={empty} />;
  return (
    <ResourcePage
      kind={freezeKind}
      name={name}
      under={(freeze) => (
        <>
          <OnOrOff freeze={freeze} />
          {' · '}
        </>
      )}
      deletion={() => 'It ends at once: what waits for it goes on, within a minute.'}
    />
  );
}
