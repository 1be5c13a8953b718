import { present } from '../../src/domain/present.ts';

describe('What is present', () => {
  it('has no key for what is undefined', () => {
    expect(Object.keys(present({ a: 1, b: undefined, c: 'x' }))).toEqual(['a', 'c']);
  });

  it('keeps what is empty but there', () => {
    const empty = { no: false, zero: 0, text: '', nothing: null, list: [] };
    expect(present(empty)).toEqual(empty);
  });

  it('leaves what is below and the original as they are', () => {
    const original = { below: { gone: undefined }, gone: undefined };
    expect(Object.keys(present(original).below)).toEqual(['gone']);
    expect(Object.keys(original)).toEqual(['below', 'gone']);
  });
});
