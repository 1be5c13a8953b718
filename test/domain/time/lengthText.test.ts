import { lengthText } from '../../../src/domain/time/lengthText.ts';

it.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [3_599, '1 h'],
  [3_600, '1 h'],
  [12_000, '3 h 20 min'],
  [86_400, '1 d'],
  [187_500, '2 d 4 h 5 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(lengthText(seconds)).toBe(text);
});
