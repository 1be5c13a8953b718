import { deniedVersionKind, type DeniedVersion } from '../../domain/plan/deniedVersion.ts';
import type { App } from '../../ports/app.ts';
import type { DeniedVersionStore } from '../../ports/namedStores.ts';
import { namedResource, viewsOf } from '../named/namedResource.ts';

const storeOf = ({ deniedVersions: store }: App): DeniedVersionStore => store;

/** Versions that no run brings. A run that is under way goes on: whoever denies a version stops it if it is to stop. */
export const deniedVersions = namedResource({
  kind: deniedVersionKind,
  storeOf,
  valueOf: (name, body, authorship): DeniedVersion => ({ ...body, name, ...authorship }),
  views: viewsOf(storeOf, (value) => value),
});
