/** The row that a key leads to, counted over all pages; undefined: the key is not for moving. */
export function rowAfter(key: string, row: number, { count, pageSize }: { count: number; pageSize: number }) {
  const wanted = wantedRow(key, row, count, pageSize);
  return wanted === undefined ? undefined : Math.max(0, Math.min(wanted, count - 1));
}

function wantedRow(key: string, row: number, count: number, pageSize: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return row + 1;
    case 'ArrowUp':
      return row - 1;
    case 'PageDown':
      return row + pageSize;
    case 'PageUp':
      return row - pageSize;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
