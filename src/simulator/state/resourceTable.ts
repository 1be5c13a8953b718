/** ARM resources by id, without regard to case, and by the scope they lie in. */
export class ResourceTable<T extends { readonly id: string }> {
  #byId = new Map<string, T>();
  #byScope = new Map<string, Map<string, T>>();

  constructor(resources: readonly T[] = []) {
    for (const resource of resources) this.set(resource);
  }

  get(id: string): T | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  set(resource: T): void {
    const id = resource.id.toLowerCase();
    this.#byId.set(id, resource);
    const scope = scopeOf(id);
    const inScope = this.#byScope.get(scope) ?? new Map<string, T>();
    this.#byScope.set(scope, inScope.set(id, resource));
  }

  delete(id: string): boolean {
    const key = id.toLowerCase();
    this.#byScope.get(scopeOf(key))?.delete(key);
    return this.#byId.delete(key);
  }

  /** The children of a resource, in the order of their names. */
  childrenOf(id: string): T[] {
    const inScope = this.#byScope.get(id.toLowerCase()) ?? new Map<string, T>();
    return [...inScope].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, resource]) => resource);
  }

  all(): IterableIterator<T> {
    return this.#byId.values();
  }

  toJSON(): readonly T[] {
    return [...this.#byId.values()];
  }
}

/** An id without its last type and name. */
export function scopeOf(id: string): string {
  return id.split('/').slice(0, -2).join('/');
}
