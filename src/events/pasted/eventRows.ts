import { parseEventRow } from '../frames/eventRow';
import { parseTableHeader, parseTableRow } from '../frames/eventTable';
import { type LineContext } from '../frames/logLine';
import { type Occurrence } from './eventCollection';

/** Reads rows of events: by the header of the table that they stand in, or each told by itself. */
export class EventRows {
  private columns: ReturnType<typeof parseTableHeader>;

  constructor(private readonly nowSeconds: number | undefined) {}

  read(line: string, context: LineContext): Occurrence | undefined {
    const columns = parseTableHeader(line);
    if (columns) {
      this.columns = columns;
      return undefined;
    }
    const row = this.columns && parseTableRow(line, this.columns, this.nowSeconds);
    if (row?.reason !== undefined && /^[A-Z][A-Za-z]{1,127}$/.test(row.reason)) {
      return row;
    }
    this.columns = undefined;
    return parseEventRow(line, context, this.nowSeconds);
  }
}
