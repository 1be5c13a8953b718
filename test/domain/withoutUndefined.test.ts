import { withoutUndefined } from '../../src/domain/withoutUndefined.ts';

describe('What is left without undefined', () => {
  it('has no key for what is undefined', () => {
    expect(Object.keys(withoutUndefined({ a: 1, b: undefined, c: 'x' }))).toEqual(['a', 'c']);
  });

  it('keeps what is empty but there', () => {
    const empty = { no: false, zero: 0, text: '', nothing: null, list: [] };
    expect(withoutUndefined(empty)).toEqual(empty);
  });

  it('leaves what is below and the original as they are', () => {
    const original = { below: { gone: undefined }, gone: undefined };
    expect(Object.keys(withoutUndefined(original).below)).toEqual(['gone']);
    expect(Object.keys(original)).toEqual(['below', 'gone']);
  });
});
