import type { NamedStore } from '../../ports/namedStores.ts';
import { KeptReading } from './keptReading.ts';
import { versionOf, type ChangeVersions } from './versions.ts';

/** A store whose list is asked for far more often than it changes: it is kept in memory while its version says that it is still so. */
export function keptNamedStore<T>(
  store: NamedStore<T>,
  subject: string,
  versions: ChangeVersions,
): NamedStore<T> {
  const kept = new KeptReading(() => store.listAll());
  const listAll = async () => kept.at(versionOf(await versions.read(), subject));
  return {
    ...store,
    listAll,
    list: async () => (await listAll()).value,
    put: (value, eTag, entry) => versions.change(subject, () => store.put(value, eTag, entry)),
    remove: (name, eTag, entry) => versions.change(subject, () => store.remove(name, eTag, entry)),
  };
}
