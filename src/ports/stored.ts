/** A value with the ETag of the row it was read from. */
export interface Stored<T> {
  readonly value: T;
  readonly eTag: string;
}

/** Something that is stored and that this release cannot read. */
export interface Unreadable {
  readonly name: string;
  readonly reason: string;
}

export interface Page<T> {
  readonly value: readonly T[];
  /** What this page leaves out. */
  readonly unreadable: readonly Unreadable[];
  /** Opaque; absent on the last page. */
  readonly continuation?: string;
}
