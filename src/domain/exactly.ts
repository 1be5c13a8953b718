type Primitive = string | number | boolean | null | undefined;

type KeysOf<Known> = Known extends unknown ? keyof Known : never;
type At<Known, Key> = Known extends unknown ? (Key extends keyof Known ? Known[Key] : never) : never;
type ItemOf<Known> = Known extends readonly (infer Item)[] ? Item : never;

/** The keys, at any depth, that `Given` has and no variant of `Known` knows; `never` when there are none. */
type UnknownKeys<Known, Given> = Given extends Primitive
  ? never
  : Given extends readonly (infer Item)[]
    ? UnknownKeys<ItemOf<Known>, Item>
    : {
        [Key in keyof Given]-?: Key extends KeysOf<Known> ? UnknownKeys<At<Known, Key>, Given[Key]> : Key;
      }[keyof Given];

/**
 * Holds when `Given` has no key that `Known` does not: the compiler looks for such keys in literals alone, and an
 * answer mostly comes from a variable.
 */
export type Exactly<Known, Given> = [UnknownKeys<Known, Given>] extends [never]
  ? unknown
  : { readonly unknownToTheSchema: UnknownKeys<Known, Given> };
