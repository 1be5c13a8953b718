/**
 * What became of a write, in every store. `lost`: the row is not as the writer took it to be. Somebody else wrote it since
 * it was read, made it first, or a later attempt owns it. Nothing was written, except where a write takes several
 * transactions and the race was lost after the first.
 */
export type Written = 'written' | 'lost';

/** `absent`: there was nothing to remove any more. */
export type Removed = Written | 'absent';
