import { Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { TriggerBody } from '../api/types.ts';
import { openUpdateOf, roughUpdateOf, type Scope } from '../create/runDraft.ts';
import { ReleaseFields } from './ReleaseFields.tsx';
import { ScopeFields } from '../create/ScopeFields.tsx';

interface TriggerScopeProps {
  readonly body: TriggerBody;
  readonly onChange: (body: TriggerBody) => void;
}

const RELEASED = ['Full', 'ControlPlaneOnly'] as const;

/** What the runs of a trigger update. A webhook may be told the version, a release brings it. */
export function TriggerScope({ body, onChange }: TriggerScopeProps) {
  // Kept whole: a version is there again when its upgrade is gone back to.
  const [scope, setScope] = useState(() => scopeOfTrigger(body));
  const change = (next: Scope) => {
    setScope(next);
    onChange(withScope(body, next));
  };
  switch (body.kind) {
    case 'schedule':
      return (
        <>
          <ScopeFields
            scope={scope}
            onChange={change}
            version={body.release || body.versionsFrom ? 'none' : 'needed'}
          />
          {scope.upgrade !== 'NodeImageOnly' && (
            <Switch
              label="The newest version of a channel when it is due"
              checked={body.release !== undefined}
              onChange={(_event, { checked }) => {
                const { release: _before, versionsFrom: _other, ...rest } = body;
                onChange(withScope(checked ? { ...rest, release: { channel: 'Stable' } } : rest, scope));
              }}
            />
          )}
          {body.release && (
            <ReleaseFields release={body.release} onChange={(release) => onChange({ ...body, release })} />
          )}
        </>
      );
    case 'webhook':
      return (
        <ScopeFields scope={scope} onChange={change} version={body.versionsFrom ? 'none' : 'optional'} />
      );
    case 'release':
      return <ScopeFields scope={scope} onChange={change} version="none" upgrades={RELEASED} />;
    case 'completion':
      return (
        <>
          <Switch
            label="The versions of the run that has ended"
            checked={body.versionsFrom !== undefined}
            onChange={(_event, { checked }) => {
              const { versionsFrom: _before, ...rest } = body;
              onChange(withScope(checked ? { ...rest, versionsFrom: { run: '{run}' } } : rest, scope));
            }}
          />
          <ScopeFields scope={scope} onChange={change} version={body.versionsFrom ? 'none' : 'needed'} />
        </>
      );
  }
}

function scopeOfTrigger({ managedClusterUpdate: { upgrade, nodeImageSelection } }: TriggerBody): Scope {
  const selection = nodeImageSelection ?? { type: 'Latest' as const };
  return {
    upgrade: upgrade.type,
    kubernetesVersion: 'kubernetesVersion' in upgrade ? (upgrade.kubernetesVersion ?? '') : '',
    images: selection.type,
    customImages:
      selection.type === 'Custom' ? selection.customNodeImageVersions.map(({ version }) => version) : [],
  };
}

function withScope(body: TriggerBody, scope: Scope): TriggerBody {
  // The version is said in one place.
  if (body.kind !== 'release' && body.versionsFrom) {
    return { ...body, managedClusterUpdate: openUpdateOf(scope) };
  }
  const { upgrade, ...images } = roughUpdateOf(scope);
  switch (body.kind) {
    case 'schedule': {
      const { release, ...rest } = body;
      if (!release || upgrade.type === 'NodeImageOnly') {
        return { ...rest, managedClusterUpdate: { upgrade, ...images } };
      }
      return { ...body, managedClusterUpdate: { upgrade: { type: upgrade.type }, ...images } };
    }
    case 'webhook': {
      const isOpen = upgrade.type !== 'NodeImageOnly' && upgrade.kubernetesVersion === '';
      return {
        ...body,
        managedClusterUpdate: { upgrade: isOpen ? { type: upgrade.type } : upgrade, ...images },
      };
    }
    case 'completion':
      return { ...body, managedClusterUpdate: { upgrade, ...images } };
    case 'release':
      if (upgrade.type === 'NodeImageOnly') return body;
      return { ...body, managedClusterUpdate: { upgrade: { type: upgrade.type }, ...images } };
  }
}
