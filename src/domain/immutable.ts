/**
 * What a schema describes, read-only all the way down: what was read from a row or sent to a reader is never changed
 * in place.
 */
export type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;
