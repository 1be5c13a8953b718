/** What was made last, while it would be made of the very same objects again. */
export class LastMade<T> {
  #last: { readonly parts: readonly unknown[]; readonly made: T } | undefined;

  of(parts: readonly unknown[], make: () => T): T {
    const last = this.#last;
    const isSame =
      last?.parts.length === parts.length && last.parts.every((part, index) => part === parts[index]);
    if (last && isSame) return last.made;
    const made = make();
    this.#last = { parts, made };
    return made;
  }
}

/** Makes something of an object once, for as long as the object is there. */
export function onceFor<Key extends WeakKey, T>(make: (key: Key) => T): (key: Key) => T {
  const known = new WeakMap<Key, { readonly made: T }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.made;
    const made = make(key);
    known.set(key, { made });
    return made;
  };
}
