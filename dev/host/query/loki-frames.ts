import type { Frame, FrameContext } from './frames';
import type { LogStream } from './prometheus';

/** Lines of all streams in one frame, newest first, as Grafana's Loki backend sends them. */
export function toLogFrame(streams: readonly LogStream[], context: FrameContext): Frame {
  const rows = streams
    .flatMap(({ stream, values }) => values.map(([nanoseconds, line]) => ({ stream, nanoseconds, line })))
    .sort((a, b) => (a.nanoseconds < b.nanoseconds ? 1 : -1));
  return {
    schema: {
      refId: context.refId,
      meta: {
        typeVersion: [0, 0],
        custom: { frameType: 'LabeledTimeValues' },
        executedQueryString: `Expr: ${context.expr}`,
      },
      fields: [
        { name: 'labels', type: 'other', typeInfo: { frame: 'json.RawMessage' } },
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' } },
        { name: 'Line', type: 'string', typeInfo: { frame: 'string' } },
        { name: 'tsNs', type: 'string', typeInfo: { frame: 'string' } },
        { name: 'id', type: 'string', typeInfo: { frame: 'string' } },
      ],
    },
    data: {
      values: [
        rows.map((row) => row.stream),
        rows.map((row) => Math.floor(Number(BigInt(row.nanoseconds) / 1_000_000n))),
        rows.map((row) => row.line),
        rows.map((row) => row.nanoseconds),
        rows.map((row, index) => `${row.nanoseconds}_${index}`),
      ],
    },
  };
}
