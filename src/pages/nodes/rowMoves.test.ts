import { rowAfter } from './rowMoves';

const of = (key: string, row: number, count = 120) => rowAfter(key, row, { count, pageSize: 50 });

describe('rowAfter', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['ArrowDown', 49, 50],
    ['ArrowUp', 50, 49],
    ['PageDown', 3, 53],
    ['PageUp', 53, 3],
    ['Home', 77, 0],
    ['End', 3, 119],
  ])('%s leads from %i to %i, over the edge of a page too', (key, from, to) => expect(of(key, from)).toBe(to));

  it.each([
    ['ArrowUp', 0, 0],
    ['PageUp', 20, 0],
    ['ArrowDown', 119, 119],
    ['PageDown', 100, 119],
  ])('%s from %i stays within the table, at %i', (key, from, to) => expect(of(key, from)).toBe(to));

  it('leaves other keys alone', () => {
    expect(['Enter', ' ', 'Tab', 'ArrowLeft', 'a', 'toString'].map((key) => of(key, 3))).toEqual(
      Array(6).fill(undefined)
    );
  });
});
